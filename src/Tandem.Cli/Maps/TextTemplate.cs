using System.Text;

namespace Tandem.Cli.Maps;

/// <summary>
/// Text with columns in braces: <c>"{first} {last}"</c>; <c>{row:000000}</c> fills up with zeros from the left;
/// <c>{{</c> and <c>}}</c> mean a brace. Where every named column is empty, the whole text is nothing.
/// </summary>
public sealed class TextTemplate : MapValue
{
    private readonly List<(string Text, bool IsColumn, int Width)> parts;
    private readonly (int Line, int Column) place;

    private TextTemplate(List<(string, bool, int)> parts, (int, int) place) => (this.parts, this.place) = (parts, place);

    public override IEnumerable<ColumnUse> Columns =>
        parts.Where(part => part.IsColumn).Select(part => new ColumnUse(part.Text, place.Line, place.Column));

    public static bool Looks(string text) => text.AsSpan().ContainsAny('{', '}');

    /// <summary>Null where the text is no template, with what is wrong.</summary>
    public static TextTemplate? Parse(string text, int line, int column, out Problem? problem)
    {
        List<(string, bool, int)> parts = [];
        var plain = new StringBuilder();
        problem = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '{' or '}' && at + 1 < text.Length && text[at + 1] == text[at])
            {
                plain.Append(text[at++]);
            }
            else if (text[at] == '}')
            {
                problem = new($"The text `{text}` has a `}}` without a `{{`.", line, column, "Write }} to mean a brace.");
                return null;
            }
            else if (text[at] == '{')
            {
                var end = text.IndexOf('}', at);
                if (end < 0)
                {
                    problem = new($"The text `{text}` has a `{{` that is never closed.", line, column, "Write {column}, or {{ to mean a brace.");
                    return null;
                }
                if (plain.Length > 0) parts.Add((plain.ToString(), false, 0));
                plain.Clear();
                var inside = text[(at + 1)..end];
                var colon = inside.LastIndexOf(':');
                var digits = colon < 0 ? "" : inside[(colon + 1)..];
                if (colon >= 0 && (digits.Length == 0 || digits.Trim('0').Length > 0))
                {
                    problem = new($"`{{{inside}}}` has a form that is not zeros.", line, column, "Write {column} or, to fill up with zeros, {column:000000}.");
                    return null;
                }
                parts.Add(((colon < 0 ? inside : inside[..colon]).Trim(), true, digits.Length));
                at = end;
            }
            else
            {
                plain.Append(text[at]);
            }
        }
        if (plain.Length > 0) parts.Add((plain.ToString(), false, 0));
        return new(parts, (line, column));
    }

    public override Reading Read(RowContext row)
    {
        var text = new StringBuilder();
        var (named, filled) = (0, 0);
        foreach (var (part, isColumn, width) in parts)
        {
            if (!isColumn)
            {
                text.Append(part);
                continue;
            }
            var cell = row.Cell(part);
            named++;
            if (cell.Length > 0) filled++;
            text.Append(cell.PadLeft(width, '0'));
        }
        return named > 0 && filled == 0 ? Reading.Nothing : Reading.Of(text.ToString());
    }
}
