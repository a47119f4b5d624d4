using System.Collections.Immutable;
using System.Text;
using Tandem.Primitives;

namespace Tandem.Server.Views;

/// <summary>What a view may be.</summary>
internal static class ViewRules
{
    public const int MaxName = 80, MaxSearch = 4_000, MaxOfAPage = 200;

    /// <summary>The lists that there are views of.</summary>
    public static readonly ImmutableArray<string> Pages = ["customers", "messages"];

    public static Result<string> Page(string? page)
    {
        if (page is not null && Pages.Contains(page)) return page;
        var message = string.IsNullOrEmpty(page) ? "It is not said of which page the view is." : $"There are no views of a page {page}.";
        return new Error("unknown_page", message) { Path = "page", Hint = $"Use one of: {string.Join(", ", Pages)}." };
    }

    /// <returns>The name as it is kept: without spaces around it, in one form of Unicode.</returns>
    public static Result<string> Name(string? name)
    {
        var kept = name?.Trim() ?? "";
        if (kept.Length == 0) return new Error("bad_name", "The view has no name.") { Path = "name", Hint = $"Give it one of at most {MaxName} characters." };
        if (kept.Length > MaxName) return new Error("too_long", $"The name has {kept.Length} characters.") { Path = "name", Hint = $"Use at most {MaxName}." };
        if (kept.Any(char.IsControl)) return new Error("bad_name", "The name has a character that cannot be shown, such as a line break.") { Path = "name", Hint = "Write it in one line." };
        return kept.Normalize(NormalizationForm.FormC);
    }

    public static Result<string> Search(string? search)
    {
        var kept = search ?? "";
        if (kept.StartsWith('?')) kept = kept[1..];
        if (kept.Length > MaxSearch) return new Error("too_long", $"The address's search has {kept.Length} characters.") { Path = "search", Hint = $"Use at most {MaxSearch}; longer conditions are better kept as a segment." };
        if (!kept.All(character => character is > ' ' and <= '~' and not ('#' or '"' or '<' or '>')))
            return new Error("bad_search", "The search is not the query string of an address.") { Path = "search", Hint = "Write it as it stands in an address after the question mark, encoded: search=ann%40example.com&order=id." };
        return kept;
    }
}
