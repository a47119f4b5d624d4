using System.Globalization;

namespace Tandem.Cli.Maps;

/// <summary>
/// Whether a row gives an interaction: comparisons joined by <c>and</c> and <c>or</c>, where <c>and</c> binds tighter.
/// </summary>
public sealed class Condition
{
    private const string Example = "Write for example: visit == 1, or: country == \"DE\" and spend > 0, or: email is not empty.";

    private readonly List<List<Comparison>> anyOf;
    private readonly (int Line, int Column) place;

    private Condition(List<List<Comparison>> anyOf, (int, int) place) => (this.anyOf, this.place) = (anyOf, place);

    public IEnumerable<ColumnUse> Columns =>
        anyOf.SelectMany(all => all).Select(comparison => new ColumnUse(comparison.Column, place.Line, place.Column));

    public bool Holds(RowContext row) => anyOf.Exists(all => all.TrueForAll(comparison => comparison.Holds(row)));

    /// <summary>Null where the text is no condition, with what is wrong.</summary>
    public static Condition? Parse(string text, int line, int column, out Problem? problem)
    {
        problem = null;
        Problem Wrong(string message) => new($"The condition `{text}` {message}", line, column, Example);
        var tokens = Tokens(text);
        if (tokens is null)
        {
            problem = Wrong("has a quote that is never closed.");
            return null;
        }
        List<List<Comparison>> anyOf = [[]];
        var at = 0;
        string? Word(int ahead = 0) => at + ahead < tokens.Count && !tokens[at + ahead].Quoted ? tokens[at + ahead].Text : null;
        while (true)
        {
            if (at >= tokens.Count)
            {
                problem = Wrong("ends where a column should be.");
                return null;
            }
            var name = tokens[at++].Text;
            if (Word() == "is")
            {
                var not = Word(1) == "not";
                at += not ? 2 : 1;
                if (Word() != "empty")
                {
                    problem = Wrong("says `is` without `empty` or `not empty`.");
                    return null;
                }
                at++;
                anyOf[^1].Add(new(name, not ? "filled" : "empty", "", null));
            }
            else if (Word() is "==" or "!=" or "<" or "<=" or ">" or ">=")
            {
                var sign = Word()!;
                if (++at >= tokens.Count)
                {
                    problem = Wrong($"has nothing after `{sign}`.");
                    return null;
                }
                var (value, quoted) = tokens[at++];
                double? number = !quoted && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
                anyOf[^1].Add(new(name, sign, value, number));
            }
            else
            {
                problem = Wrong($"has no comparison after `{name}`: ==, !=, <, <=, >, >=, is empty, is not empty.");
                return null;
            }
            if (at == tokens.Count) return new(anyOf, (line, column));
            switch (Word())
            {
                case "and": at++; break;
                case "or": at++; anyOf.Add([]); break;
                default:
                    problem = Wrong($"has `{tokens[at].Text}` where `and` or `or` should be; a text with spaces needs quotes.");
                    return null;
            }
        }
    }

    private static List<(string Text, bool Quoted)>? Tokens(string text)
    {
        List<(string, bool)> tokens = [];
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] is '"' or '\'')
            {
                var end = text.IndexOf(text[at], at + 1);
                if (end < 0) return null;
                tokens.Add((text[(at + 1)..end], true));
                at = end + 1;
            }
            else
            {
                var sign = IsSign(text[at]);
                var end = at;
                while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '\'') && IsSign(text[end]) == sign) end++;
                tokens.Add((text[at..end], false));
                at = end;
            }
        }
        return tokens;
    }

    private static bool IsSign(char c) => c is '=' or '!' or '<' or '>';
}
