using Tandem.Engine.Erasure;
using Tandem.Engine.Identities;
using Tandem.Server.Sources;

namespace Tandem.Server.Privacy;

/// <summary>Takes a customer out of what sources sent that could not be accepted, and of the newest that could.</summary>
internal sealed class RejectErasure(SourceRegistry sources, RejectLog rejects, ErasureBook book, IdentityMarks marks) : IErasable
{
    public string Name => "rejectedItems";

    public long? Erase(ErasureRequest request, ErasedCustomer customer)
    {
        var identities = book.Find(request.Id)?.Identities ?? [];
        var (known, kinds) = (identities.Select(identity => identity.Mark).ToHashSet(), identities.Select(identity => identity.Kind).ToHashSet());
        if (known.Count == 0) return 0;
        foreach (var source in sources.All) source.Traffic.Forget(interaction => interaction.Identities.Any(IsTheirs));
        return sources.All.Sum(source => rejects.Erase(source.Source.Name, reject => NamedIdentities.Any(reject.Body, kinds, IsTheirs)));

        bool IsTheirs(Identity identity) => kinds.Contains(identity.Kind) && known.Contains(marks.Of(identity));
    }
}
