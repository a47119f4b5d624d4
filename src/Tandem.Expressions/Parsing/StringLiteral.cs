using System.Text;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Parsing;

/// <summary>Reads text and bytes in single, double or triple quotes, raw (<c>r"\d"</c>) or with escapes.</summary>
internal readonly record struct StringLiteral(Value Value, Problem? Problem = null)
{
    private static readonly UTF8Encoding Utf8 = new(false);

    /// <summary>A quote, or one of the prefixes r, b and br before a quote.</summary>
    public static bool StartsAt(string text, int position)
    {
        if (At(text, position) is 'b' or 'B') position++;
        if (At(text, position) is 'r' or 'R') position++;
        return At(text, position) is '"' or '\'';
    }

    public static StringLiteral Read(string text, ref int position)
    {
        var start = position;
        var isBytes = At(text, position) is 'b' or 'B';
        if (isBytes) position++;
        var isRaw = At(text, position) is 'r' or 'R';
        if (isRaw) position++;
        var quote = text[position];
        var isTriple = At(text, position + 1) == quote && At(text, position + 2) == quote;
        var delimiter = new string(quote, isTriple ? 3 : 1);
        position += delimiter.Length;

        var content = new Content(isBytes);
        while (!text.AsSpan(Math.Min(position, text.Length)).StartsWith(delimiter))
        {
            if (position >= text.Length || (!isTriple && text[position] is ('\n' or '\r')))
                return Failed("This text has no closing quote.", start, Math.Min(position, text.Length), $"Close it with {delimiter}{(isTriple ? "" : "; text over several lines goes in triple quotes")}");
            if (text[position] == '\r')
            {
                // A line ends with \n, however the file was saved.
                content.Add('\n');
                position += At(text, position + 1) == '\n' ? 2 : 1;
            }
            else if (isRaw || text[position] != '\\')
            {
                content.Add(text[position++]);
            }
            else if (Escape.Read(text, ref position, isBytes, content) is { } problem)
            {
                return new(default, problem);
            }
        }
        position += delimiter.Length;
        return new(content.ToValue());
    }

    private static StringLiteral Failed(string message, int start, int end, string hint) =>
        new(default, new Problem("bad_token", message, new TextSpan(start, end), hint));

    private static char At(string text, int position) => position < text.Length ? text[position] : '\0';

    /// <summary>Collects characters, or, for bytes, their UTF-8 form and single bytes.</summary>
    internal sealed class Content(bool isBytes)
    {
        private readonly StringBuilder characters = new();
        private readonly List<byte> bytes = [];

        public void Add(char c) => characters.Append(c);

        public void Add(Rune rune) => characters.Append(rune);

        public void AddByte(byte value)
        {
            Flush();
            bytes.Add(value);
        }

        public Value ToValue()
        {
            if (!isBytes) return Value.Of(characters.ToString());
            Flush();
            return Value.Of(bytes.ToArray());
        }

        private void Flush()
        {
            bytes.AddRange(Utf8.GetBytes(characters.ToString()));
            characters.Clear();
        }
    }
}
