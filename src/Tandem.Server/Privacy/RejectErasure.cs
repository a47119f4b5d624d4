using Tandem.Engine.Erasure;
using Tandem.Engine.Identities;
using Tandem.Server.Sources;

namespace Tandem.Server.Privacy;

/// <summary>Takes a customer out of what sources sent that could not be accepted, and of the newest that could.</summary>
internal sealed class RejectErasure(SourceRegistry sources, RejectLog rejects, TrafficErasure traffic, ErasureBook book, IdentityMarks marks) : IErasable
{
    public string Name => "rejectedItems";

    public long? Erase(ErasureRequest request, ErasedCustomer customer)
    {
        if (book.Find(request.Id) is not { Identities: { Count: > 0 } identities } record) return 0;
        traffic.Forget(record);
        var (known, kinds) = (identities.Select(identity => identity.Mark).ToHashSet(), identities.Select(identity => identity.Kind).ToHashSet());
        return sources.All.Sum(source => rejects.Erase(source.Source.Name, reject => NamedIdentities.Any(reject, kinds, IsTheirs)));

        bool IsTheirs(Identity identity) => kinds.Contains(identity.Kind) && known.Contains(marks.Of(identity));
    }
}
