using System.Net;
using System.Text;

namespace Tandem.Connect.Templates;

/// <summary>
/// Plain text of an HTML message for readers without HTML: paragraphs as lines, lists with dashes, links with their
/// address behind. It never fails: what is no tag is text.
/// </summary>
public static class HtmlText
{
    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase) { "head", "style", "script", "title" };

    private static readonly Dictionary<string, int> Lines = new(StringComparer.OrdinalIgnoreCase)
    {
        ["br"] = 1, ["div"] = 1, ["tr"] = 1, ["li"] = 1, ["section"] = 1, ["hr"] = 1,
        ["p"] = 2, ["table"] = 2, ["ul"] = 2, ["ol"] = 2, ["blockquote"] = 2,
        ["h1"] = 2, ["h2"] = 2, ["h3"] = 2, ["h4"] = 2, ["h5"] = 2, ["h6"] = 2,
    };

    public static string From(string html)
    {
        var to = new TextLines();
        string? href = null;
        var hrefAt = 0;
        var at = 0;
        var close = -1;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0) open = html.Length;
            to.Add(WebUtility.HtmlDecode(html[at..open]));
            if (open == html.Length) break;
            if (Skip(html, open, "<!--", "-->") is { } afterComment)
            {
                at = afterComment;
                continue;
            }
            // Looked for again only behind the last one found, so that a text full of '<' stays linear.
            if (close < open) close = html.IndexOf('>', open) is var found and >= 0 ? found : html.Length;
            if (close == html.Length || !IsTag(html, open))
            {
                to.Add("<");
                at = open + 1;
                continue;
            }
            var tag = html.AsSpan(open + 1, close - open - 1);
            var isEnd = tag[0] == '/';
            var name = Name(isEnd ? tag[1..] : tag);
            at = close + 1;
            if (!isEnd && Unseen.Contains(name))
            {
                var end = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
                at = end < 0 ? html.Length : end;
            }
            else if (name.Equals("a", StringComparison.OrdinalIgnoreCase))
            {
                if (isEnd && href is not null && !to.Since(hrefAt).Contains(href, StringComparison.Ordinal)) to.Add($" ({href})");
                href = isEnd ? null : Href(tag);
                hrefAt = to.Length;
            }
            else if (Lines.TryGetValue(name, out var count))
            {
                to.Break(count);
                if (!isEnd && name.Equals("li", StringComparison.OrdinalIgnoreCase)) to.Add("- ");
            }
            else if (isEnd && name is "td" or "th") to.Add(" ");
        }
        return to.ToString();
    }

    private static bool IsTag(string html, int open) => open + 1 < html.Length && (char.IsAsciiLetter(html[open + 1]) || html[open + 1] is '/' or '!' && open + 2 < html.Length);

    private static int? Skip(string html, int at, string open, string close)
    {
        if (string.CompareOrdinal(html, at, open, 0, open.Length) != 0) return null;
        var end = html.IndexOf(close, at, StringComparison.Ordinal);
        return end < 0 ? html.Length : end + close.Length;
    }

    private static string Name(ReadOnlySpan<char> tag)
    {
        var length = 0;
        while (length < tag.Length && char.IsAsciiLetterOrDigit(tag[length])) length++;
        return tag[..length].ToString();
    }

    private static string? Href(ReadOnlySpan<char> tag)
    {
        var at = tag.IndexOf("href=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || at + 6 >= tag.Length) return null;
        var quote = tag[at + 5];
        if (quote is not ('"' or '\'')) return null;
        var rest = tag[(at + 6)..];
        var end = rest.IndexOf(quote);
        var href = end <= 0 ? "" : WebUtility.HtmlDecode(rest[..end].ToString());
        return href.Length == 0 || href[0] == '#' ? null : href;
    }

    /// <summary>Text in lines: white space collapses, and never more than one empty line follows another.</summary>
    private sealed class TextLines
    {
        private readonly StringBuilder text = new();
        private int breaks;
        private bool space;

        public int Length => text.Length;

        public string Since(int start) => text.ToString(Math.Min(start, text.Length), text.Length - Math.Min(start, text.Length));

        public void Add(string part)
        {
            foreach (var c in part)
            {
                if (char.IsWhiteSpace(c))
                {
                    space = true;
                    continue;
                }
                if (text.Length > 0 && breaks > 0) text.Append('\n', breaks);
                else if (space && text.Length > 0) text.Append(' ');
                breaks = 0;
                space = false;
                text.Append(c);
            }
        }

        public void Break(int count) => breaks = Math.Max(breaks, count);

        public override string ToString() => text.ToString();
    }
}
