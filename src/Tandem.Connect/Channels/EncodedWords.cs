using System.Text;

namespace Tandem.Connect.Channels;

/// <summary>Header text in ASCII: as it is where it can be, else as encoded words (RFC 2047, UTF-8, base64), folded.</summary>
public static class EncodedWords
{
    // "=?utf-8?B?" and "?=" leave 63 of 75 characters, 15 groups of base64: 45 bytes.
    private const int BytesPerWord = 45;

    /// <summary>A value for free text (Subject). Control characters become spaces, so no value can begin another header.</summary>
    public static string Encode(string value)
    {
        value = Clean(value);
        return IsPlain(value) ? Folded(value) : Words(value);
    }

    /// <summary>A display name: a quoted string where ASCII will do, else encoded words.</summary>
    public static string Phrase(string name)
    {
        name = Clean(name);
        return IsPlain(name) && name.Length <= 60 ? $"\"{name.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"" : Words(name);
    }

    /// <summary>Without control characters: each becomes a space.</summary>
    public static string Clean(string value)
    {
        if (!value.Any(char.IsControl)) return value;
        var clean = new StringBuilder(value.Length);
        foreach (var c in value) clean.Append(char.IsControl(c) ? ' ' : c);
        return clean.ToString();
    }

    private static bool IsPlain(string value) => Ascii.IsValid(value) && !value.Contains("=?", StringComparison.Ordinal) && value.Split(' ').All(word => word.Length is > 0 and <= 70);

    private static string Folded(string value)
    {
        var to = new StringBuilder(value.Length + 8);
        var column = "Subject: ".Length;
        foreach (var word in value.Split(' '))
        {
            if (to.Length > 0)
            {
                var fold = column + 1 + word.Length > 78;
                to.Append(fold ? "\r\n " : " ");
                column = fold ? 1 : column + 1;
            }
            to.Append(word);
            column += word.Length;
        }
        return to.ToString();
    }

    private static string Words(string value)
    {
        var to = new StringBuilder();
        Span<byte> bytes = stackalloc byte[BytesPerWord];
        var used = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > BytesPerWord)
            {
                Append(to, bytes[..used]);
                used = 0;
            }
            used += rune.EncodeToUtf8(bytes[used..]);
        }
        if (used > 0) Append(to, bytes[..used]);
        return to.ToString();
    }

    private static void Append(StringBuilder to, ReadOnlySpan<byte> bytes)
    {
        if (to.Length > 0) to.Append("\r\n ");
        to.Append("=?utf-8?B?").Append(Convert.ToBase64String(bytes)).Append("?=");
    }
}
