using System.Globalization;

namespace Tandem.Governance.Definitions.Nodes;

/// <summary>A single value.</summary>
public sealed class ScalarNode(string path, int line, int column, string text, ScalarType type, ScalarPlace place) : Node(path, line, column)
{
    /// <summary>As read: without quotes, escapes and indentation.</summary>
    public string Text { get; } = text;

    public ScalarType Type { get; } = type;

    public override string Name => Type switch
    {
        ScalarType.Number => "a number",
        ScalarType.Flag => "true or false",
        ScalarType.Nothing => "nothing",
        _ => "a text",
    };

    /// <summary>Where in the source a character of <see cref="Text"/> was written; null where that cannot be told for sure.</summary>
    /// <param name="offset">In UTF-16 units; up to and including the length of the text.</param>
    public (int Line, int Column)? Locate(int offset) => place.Locate(Text, offset);

    public static ScalarType TypeOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarType.Nothing,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarType.Flag,
        _ => TryNumber(plain, out _) ? ScalarType.Number : ScalarType.Text,
    };

    /// <summary>Decimal numbers only: nobody writes a definition in octal or hexadecimal on purpose.</summary>
    public static bool TryNumber(string text, out double number)
    {
        number = 0;
        var first = text.Length > 1 && text[0] is '-' or '+' ? 1 : 0;
        return text.Length > first && (char.IsAsciiDigit(text[first]) || text[first] == '.')
            && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }
}
