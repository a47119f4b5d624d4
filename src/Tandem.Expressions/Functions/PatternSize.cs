using System.Globalization;

namespace Tandem.Expressions.Functions;

/// <summary>Estimates how large a regular expression is with its counted repeats written out: <c>(a{1,10}b){5}</c> has 55 parts. Exact reading is the compiler's business.</summary>
internal static class PatternSize
{
    private const int Enough = 1_000_000;

    public static int Of(string pattern)
    {
        var groups = new Stack<int>();
        int total = 0, last = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '(':
                    groups.Push(total);
                    (total, last) = (0, 0);
                    break;
                case ')' when groups.Count > 0:
                    last = total;
                    total = Bounded((long)groups.Pop() + last);
                    break;
                case '{' when Repeats(pattern, ref i) is { } repeats:
                    total = Bounded(total - last + (long)last * repeats);
                    last = Bounded((long)last * repeats);
                    break;
                default:
                    if (pattern[i] == '\\') i++;
                    else if (pattern[i] == '[') i = EndOfClass(pattern, i);
                    last = 1;
                    total = Bounded(total + 1L);
                    break;
            }
        }
        while (groups.Count > 0) total = Bounded((long)total + groups.Pop());
        return Math.Max(1, total);
    }

    /// <summary>The larger count of <c>{2}</c>, <c>{2,}</c> or <c>{2,5}</c>, leaving <paramref name="at"/> on the closing brace; null for any other brace.</summary>
    private static int? Repeats(string pattern, ref int at)
    {
        var end = pattern.IndexOf('}', at);
        if (end < 0) return null;
        var most = 0;
        foreach (var part in pattern[(at + 1)..end].Split(','))
        {
            if (part.Length == 0) continue;
            if (!part.All(char.IsAsciiDigit)) return null;
            most = Math.Max(most, int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Min(count, Enough) : Enough);
        }
        at = end;
        return Math.Max(1, most);
    }

    private static int EndOfClass(string pattern, int start)
    {
        // A bracket that comes first, or after ^, belongs to the class.
        var i = start + 1;
        if (i < pattern.Length && pattern[i] == '^') i++;
        if (i < pattern.Length && pattern[i] == ']') i++;
        while (i < pattern.Length && pattern[i] != ']') i += pattern[i] == '\\' ? 2 : 1;
        return Math.Min(i, pattern.Length - 1);
    }

    private static int Bounded(long size) => (int)Math.Min(size, Enough);
}
