using System.Globalization;
using System.Text;

namespace Tandem.Connect.Templates;

/// <summary>Checks what stands between two braces and writes it in one plain form.</summary>
/// <param name="levels">How often <c>../</c> may go up from here.</param>
internal sealed class TemplateExpressionParser(string source, int from, int to, bool block, int levels)
{
    private readonly List<string> paths = [];
    private int at = from;

    public (int At, string Code, string Message, string Hint) Failure { get; private set; }

    /// <returns>Null after a mistake, which <see cref="Failure"/> then tells.</returns>
    public TemplateExpression? Parse()
    {
        Space();
        if (Call(closed: false) is not var (text, isCall)) return null;
        var names = block ? Names() : "";
        if (names is null) return null;
        Space();
        if (at < to) return Fail<TemplateExpression>("unexpected", $"'{source[at]}' is not expected here.", "Take it out, or put a helper's name first.");
        return new(text, isCall, paths, names);
    }

    /// <summary>One value, or a helper's name and its values.</summary>
    private (string Text, bool IsCall)? Call(bool closed)
    {
        var start = at;
        if (Value() is not { } first) return null;
        var values = new List<string>();
        Space();
        while (at < to && source[at] != ')' && !(block && StartsNames()))
        {
            if (Value() is not { } value) return null;
            values.Add(value);
            Space();
        }
        var isHelper = TemplateHelpers.Signatures.TryGetValue(first, out var signature);
        if (!isHelper && values.Count == 0 && !closed) return (first, false);
        if (!isHelper)
        {
            at = start;
            return Fail<(string, bool)?>("unknown_helper", $"'{first}' is no helper.", $"Known are {string.Join(", ", TemplateHelpers.Signatures.Keys)}.");
        }
        paths.Remove(first);
        if (values.Count < signature.Least || values.Count > signature.Most)
        {
            at = start;
            return Fail<(string, bool)?>("helper_values", $"'{first}' takes {Count(signature)}, not {values.Count}.", Example(first));
        }
        return ($"{TemplateHelpers.Registered(first)} {string.Join(' ', values)}", true);
    }

    private string? Value()
    {
        if (at >= to) return Fail<string>("value_missing", "A field is missing here.", "Name one, such as customer.traits.firstName.");
        return source[at] switch
        {
            '(' => Nested(),
            '"' or '\'' => Quoted(),
            _ => Word(),
        };
    }

    private string? Nested()
    {
        var start = at++;
        Space();
        if (Call(closed: true) is not var (text, _)) return null;
        if (at < to && source[at] == ')')
        {
            at++;
            return $"({text})";
        }
        at = start;
        return Fail<string>("bracket_open", "'(' is never closed.", "Close it with ).");
    }

    /// <summary>A text in quotes, written again with double quotes.</summary>
    private string? Quoted()
    {
        var start = at;
        var quote = source[at++];
        var text = new StringBuilder("\"");
        while (at < to && source[at] != quote)
        {
            if (source[at] == '\\' && at + 1 < to) at++;
            if (source[at] == '"') text.Append('\\');
            text.Append(source[at++]);
        }
        if (at < to)
        {
            at++;
            return text.Append('"').ToString();
        }
        at = start;
        return Fail<string>("text_open", "The text in quotes is never closed.", $"Close it with {quote}.");
    }

    private string? Word()
    {
        var start = at;
        while (at < to && IsPart(source[at]))
        {
            if (source[at++] != '[') continue;
            while (at < to && source[at] != ']') at++;
            if (at == to)
            {
                at = start;
                return Fail<string>("bracket_open", "'[' is never closed.", "Close it with ].");
            }
            at++;
        }
        var word = source[start..at];
        if (at < to && source[at] == '=') return Fail<string>("named_value", "Named values are not known here.", "Give the value alone.");
        if (word.Length == 0) return Fail<string>("unexpected", $"'{source[at]}' is not expected here.", "A field looks like customer.traits.firstName; a text stands in quotes.");
        if (word is "true" or "false" || decimal.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)) return word;
        if (word.EndsWith('.') && !word.EndsWith("..", StringComparison.Ordinal))
        {
            at--;
            return Fail<string>("path_open", $"'{word}' ends with a dot.", "Name the field after it, or take the dot out.");
        }
        if (Ups(word) > levels)
        {
            at = start;
            return Fail<string>("path_above", $"'{word}' goes above the outermost level.", levels == 0 ? "Take ../ out." : $"Use ../ at most {levels} times here.");
        }
        paths.Add(word);
        return word;
    }

    /// <summary><c>as |item index|</c> after a block's value; empty where there is none.</summary>
    private string? Names()
    {
        Space();
        if (!StartsNames()) return "";
        var begin = source.IndexOf('|', at, to - at);
        var end = begin < 0 ? -1 : source.IndexOf('|', begin + 1, to - begin - 1);
        if (end < 0) return Fail<string>("names_open", "The names after 'as' stand between two strokes.", "Write {{#each items as |item|}}.");
        var names = source[(begin + 1)..end].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length is 0 or > 2 || !names.All(name => name.All(c => char.IsLetterOrDigit(c) || c == '_')))
            return Fail<string>("names", "One or two names are expected between the strokes.", "Write {{#each items as |item|}}.");
        at = end + 1;
        return $"|{string.Join(' ', names)}|";
    }

    private bool StartsNames() => at + 3 <= to && string.CompareOrdinal(source, at, "as ", 0, 3) == 0;

    private void Space()
    {
        while (at < to && char.IsWhiteSpace(source[at])) at++;
    }

    private T? Fail<T>(string code, string message, string hint)
    {
        Failure = (at, code, message, hint);
        return default;
    }

    private static int Ups(string path) => path.Split('/').Count(part => part == "..");

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '$' or '.' or '/' or '@' or '[';

    private static string Count((int Least, int Most) signature) => signature switch
    {
        (1, 1) => "one value",
        var (least, most) when least == most => $"{least} values",
        var (least, most) => $"{least} to {most} values",
    };

    private static string Example(string helper) => helper switch
    {
        "default" => "Write {{default customer.traits.firstName \"there\"}}.",
        "date" => "Write {{date event.timestamp \"d MMMM yyyy\"}}.",
        "money" => "Write {{money event.properties.total \"EUR\"}}.",
        "lookup" => "Write {{lookup customer.traits \"firstName\"}}.",
        _ => $"Write {{{{{helper} customer.traits.firstName}}}}.",
    };
}
