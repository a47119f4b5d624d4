using System.Text;

namespace Tandem.Connect.Channels;

/// <summary>Text as quoted-printable UTF-8 (RFC 2045 6.7): lines of at most 76 ASCII characters, ended by CR LF.</summary>
public static class QuotedPrintable
{
    private const int MaxLine = 76;

    /// <summary>Line ends of all kinds become CR LF; the result ends with one.</summary>
    public static string Encode(string text)
    {
        var to = new StringBuilder(text.Length + text.Length / 16 + 16);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n')) Line(to, Encoding.UTF8.GetBytes(line));
        return to.ToString();
    }

    private static void Line(StringBuilder to, byte[] line)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var b = line[i];
            var last = i == line.Length - 1;
            // White space at the end of a line is lost on the way unless it is encoded.
            var plain = b is >= 33 and <= 126 and not (byte)'=' || b is (byte)' ' or (byte)'\t' && !last;
            var width = plain ? 1 : 3;
            if (column + width > (last ? MaxLine : MaxLine - 1))
            {
                to.Append("=\r\n");
                column = 0;
            }
            if (plain) to.Append((char)b);
            else to.Append('=').Append(Hex(b >> 4)).Append(Hex(b & 15));
            column += width;
        }
        to.Append("\r\n");
    }

    private static char Hex(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
}
