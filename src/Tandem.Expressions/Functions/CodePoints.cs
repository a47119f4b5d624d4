namespace Tandem.Expressions.Functions;

/// <summary>Texts as sequences of code points, as the language counts them; a half of a pair that stands alone is one too.</summary>
internal static class CodePoints
{
    public static long Count(ReadOnlySpan<char> text)
    {
        var count = 0L;
        for (var at = 0; at < text.Length; at += WidthAt(text, at)) count++;
        return count;
    }

    /// <summary>The UTF-16 index of a code point's index; also of the end. Null outside of the text.</summary>
    public static int? PlaceOf(string text, long index)
    {
        if (index < 0 || index > text.Length) return null;
        var at = 0;
        for (; index > 0; index--)
        {
            if (at == text.Length) return null;
            at += WidthAt(text, at);
        }
        return at;
    }

    /// <summary>How many UTF-16 units the code point at a place has.</summary>
    public static int WidthAt(ReadOnlySpan<char> text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
}
