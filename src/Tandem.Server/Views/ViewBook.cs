using System.Text.Json;
using Tandem.Governance.Audit;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Server.Views;

/// <summary>
/// The workspace's saved views, as documents. Beside each stands one under its page and name, so that no two of a page
/// have the same, whichever processes save them. Thread-safe; what it kept is durable when it returns.
/// </summary>
internal sealed class ViewBook(IDocuments documents, TimeProvider time)
{
    /// <summary>The code of the error where a name is taken.</summary>
    public const string Exists = "exists";

    /// <summary>The code of the error where a page has as many as it may have.</summary>
    public const string TooMany = "too_many";

    private const string Kind = "view", NameKind = "view-name";

    /// <summary>Those of a page, or of all pages, by name.</summary>
    public IReadOnlyList<View> List(string? page = null) =>
        [.. documents.List(Kind).Select(Read).Where(view => page is null || view.Page == page).OrderBy(view => view.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Saves a new view; its parts must be such as <see cref="ViewRules"/> let through.</summary>
    public Result<View> Create(string page, string name, string search, string by)
    {
        if (List(page).Count >= ViewRules.MaxOfAPage)
            return new Error(TooMany, $"There are {ViewRules.MaxOfAPage} views of {page} already.") { Hint = "Remove one that nobody needs." };
        var view = new View(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), page, name, search, by, Now);
        DocumentWrite[] writes = [new(KeyOf(view.Id), 0, Bytes(view)), new(NameOf(view), 0, Bytes(view.Id))];
        return documents.Write(writes, [Audit("saved", view)]).IsCommitted ? view : Taken(view);
    }

    /// <summary>Gives a view another name, another search, or both; null leaves either.</summary>
    /// <returns>Null where there is no such view.</returns>
    public Result<View>? Change(string id, string? name, string? search, string by)
    {
        while (true)
        {
            if (documents.Read(KeyOf(id)) is not { } document) return null;
            var before = Read(document);
            var view = before with { Name = name ?? before.Name, Search = search ?? before.Search };
            if (view == before) return before;
            view = view with { By = by, At = Now };
            List<DocumentWrite> writes = [new(document.Key, document.Version, Bytes(view))];
            if (NameOf(view) != NameOf(before)) writes.AddRange([new(NameOf(before), null, null), new(NameOf(view), 0, Bytes(view.Id))]);
            // Somebody else may change it at the same time: then what is left out here stays as theirs.
            if (documents.Write(writes, [Audit("changed", view)]).Conflict is not { } conflict) return view;
            if (conflict.Kind == NameKind) return Taken(view);
        }
    }

    /// <returns>Whether there was such a view.</returns>
    public bool Remove(string id, string by)
    {
        while (true)
        {
            if (documents.Read(KeyOf(id)) is not { } document) return false;
            var view = Read(document) with { By = by, At = Now };
            if (documents.Write([new(document.Key, document.Version, null), new(NameOf(view), null, null)], [Audit("removed", view)]).IsCommitted) return true;
        }
    }

    private Instant Now => Instant.From(time.GetUtcNow());

    private static Error Taken(View view) =>
        new(Exists, $"There is a view named {view.Name} already.") { Path = "name", Hint = "Choose another name, or remove that one first." };

    // What is in a name or a search may be about a person, and a trail is kept for ever.
    private static LogWrite Audit(string action, View view) =>
        AuditLog.Entry(new(0, view.At, view.By, action, [$"view/{view.Id}"], $"View of {view.Page} {action}"));

    private static DocumentKey KeyOf(string id) => new(Kind, id);

    private static DocumentKey NameOf(View view) => new(NameKind, $"{view.Page}/{view.Name.ToLowerInvariant()}");

    private static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web);

    private static View Read(Document document) => JsonSerializer.Deserialize<View>(document.Bytes.Span, JsonSerializerOptions.Web)!;
}
