using System.Globalization;
using System.Text;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Parsing;

/// <summary>Reads one escape: <c>\n</c>, <c>\x41</c>, <c>\101</c>, <c>\u0041</c>, <c>\U0001F431</c>. In bytes, <c>\x</c> and octal mean one byte and <c>\u</c> nothing.</summary>
internal static class Escape
{
    public static Problem? Read(string text, ref int position, bool isBytes, StringLiteral.Content content)
    {
        var start = position++;
        if (position >= text.Length) return Failed("This text has no closing quote.", start, position);
        var c = text[position++];
        var plain = c switch
        {
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            '\\' or '?' or '"' or '\'' or '`' => c,
            _ => '\0',
        };
        if (plain != '\0')
        {
            content.Add(plain);
            return null;
        }
        return c switch
        {
            'x' or 'X' => Number(text, start, ref position, 2, isBytes, content),
            'u' when !isBytes => Number(text, start, ref position, 4, false, content),
            'U' when !isBytes => Number(text, start, ref position, 8, false, content),
            >= '0' and <= '3' => Octal(text, start, ref position, isBytes, content),
            _ => Failed($"`\\{c}` is no escape.", start, position),
        };
    }

    private static Problem? Number(string text, int start, ref int position, int digits, bool asByte, StringLiteral.Content content)
    {
        if (position + digits > text.Length
            || !uint.TryParse(text.AsSpan(position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            return Failed($"This escape needs {digits} hexadecimal digits.", start, position);
        position += digits;
        return Add(number, start, position, asByte, content);
    }

    private static Problem? Octal(string text, int start, ref int position, bool asByte, StringLiteral.Content content)
    {
        if (position + 2 > text.Length || text[position] is < '0' or > '7' || text[position + 1] is < '0' or > '7')
            return Failed("An octal escape needs three digits from 000 to 377.", start, position);
        var number = (uint)((text[position - 1] - '0') * 64 + (text[position] - '0') * 8 + (text[position + 1] - '0'));
        position += 2;
        return Add(number, start, position, asByte, content);
    }

    private static Problem? Add(uint number, int start, int end, bool asByte, StringLiteral.Content content)
    {
        if (asByte)
            content.AddByte((byte)number);
        else if (Rune.IsValid(number))
            content.Add(new Rune(number));
        else
            return Failed("This number is no Unicode character.", start, end);
        return null;
    }

    private static Problem Failed(string message, int start, int end) =>
        new("bad_token", message, new TextSpan(start, end), "A backslash itself is written \\\\ or in a raw text: r\"\\d+\"");
}
