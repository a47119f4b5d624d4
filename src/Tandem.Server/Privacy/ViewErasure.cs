using Microsoft.AspNetCore.WebUtilities;
using Tandem.Engine.Erasure;
using Tandem.Engine.Identities;
using Tandem.Server.Views;

namespace Tandem.Server.Privacy;

/// <summary>Removes saved views that search for a customer: such a view shows nobody any more, and would still name them.</summary>
internal sealed class ViewErasure(ViewBook views, ErasureBook book, IdentityMarks marks) : IErasable
{
    /// <summary>What a person types to find somebody stands here alone; also an id of few letters is one.</summary>
    private static readonly string[] Typed = ["search", "filter"];

    public string Name => "views";

    public long? Erase(ErasureRequest request, ErasedCustomer customer)
    {
        if (book.Find(request.Id) is not { Identities: { Count: > 0 } identities }) return 0;
        var (known, kinds) = (identities.Select(identity => identity.Mark).ToHashSet(), identities.Select(identity => identity.Kind).ToHashSet());
        return views.List().Count(view => Names(view) && views.Remove(view.Id, "erasure"));

        bool Names(View view)
        {
            var search = QueryHelpers.ParseQuery(view.Search);
            var values = search.SelectMany(parameter => parameter.Value).OfType<string>().ToList();
            return Typed.SelectMany(name => search.TryGetValue(name, out var typed) ? typed.OfType<string>() : [])
                    .Any(text => kinds.Any(kind => IdentityKinds.Normalize(kind, text) is { } normal && IsTheirs(new(IdentityKinds.Shared(kind), normal))))
                // Not as JSON, which a rule or a name is not: word by word.
                || NamedIdentities.Any($"view {string.Join(' ', values)} {view.Name}", kinds, IsTheirs);
        }

        bool IsTheirs(Identity identity) => kinds.Contains(identity.Kind) && known.Contains(marks.Of(identity));
    }
}
