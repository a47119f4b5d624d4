using System.Globalization;
using System.Text;

namespace Tandem.Expressions.Functions;

/// <summary>
/// A set of code points as a part of a .NET pattern. .NET patterns know UTF-16 units only, so that characters beyond the
/// basic plane become pairs of units.
/// </summary>
internal sealed class CharacterClass
{
    private const int FirstHalf = 0xD800;
    private const int LastHalf = 0xDFFF;
    private const int FirstSecondHalf = 0xDC00;
    private const int FirstBeyond = 0x10000;
    private const int LastOfAll = 0x10FFFF;

    private readonly List<(int First, int Last)> ranges = [];
    private readonly StringBuilder categories = new();

    public static CharacterClass All => new CharacterClass().Add(0, LastOfAll);

    public CharacterClass Add(int first, int last)
    {
        ranges.Add((first, last));
        return this;
    }

    public CharacterClass Add(IEnumerable<(int First, int Last)> more, bool isNegated)
    {
        ranges.AddRange(isNegated ? Complement(more) : more);
        return this;
    }

    /// <summary>A general category, <c>L</c> or <c>Lu</c>. Of the characters beyond the basic plane none belongs to it, and all to its complement.</summary>
    public CharacterClass AddCategory(string name, bool isNegated)
    {
        categories.Append(CultureInfo.InvariantCulture, $"\\{(isNegated ? 'P' : 'p')}{{{name}}}");
        return isNegated ? Add(FirstBeyond, LastOfAll) : this;
    }

    public string Pattern(bool isNegated)
    {
        // Categories stay names, so that a negated class can be complemented for the rest only.
        IEnumerable<(int First, int Last)> beyond = isNegated ? Complement(ranges) : ranges;
        var parts = new StringBuilder();
        var inPlane = new StringBuilder(categories.ToString());
        foreach (var (first, last) in isNegated ? [.. ranges, (FirstHalf, LastHalf)] : WithoutHalves(ranges))
            if (first < FirstBeyond) inPlane.Append(Unit(first)).Append('-').Append(Unit(Math.Min(last, FirstBeyond - 1)));
        if (inPlane.Length > 0) parts.Append(isNegated ? "[^" : "[").Append(inPlane).Append(']');
        foreach (var (first, last) in beyond)
            if (last >= FirstBeyond) AppendPairs(parts, Math.Max(first, FirstBeyond), last);
        // Nothing is in an empty class.
        return parts.Length == 0 ? "[^\\s\\S]" : $"(?:{parts})";
    }

    private static void AppendPairs(StringBuilder parts, int first, int last)
    {
        var ((high, low), (lastHigh, lastLow)) = (Halves(first), Halves(last));
        if (high == lastHigh || (low == FirstSecondHalf && lastLow == LastHalf))
        {
            AppendPair(parts, high, lastHigh, low, lastLow);
            return;
        }
        AppendPair(parts, high, high, low, LastHalf);
        if (high + 1 < lastHigh) AppendPair(parts, high + 1, lastHigh - 1, FirstSecondHalf, LastHalf);
        AppendPair(parts, lastHigh, lastHigh, FirstSecondHalf, lastLow);
    }

    private static void AppendPair(StringBuilder parts, int high, int lastHigh, int low, int lastLow)
    {
        if (parts.Length > 0) parts.Append('|');
        parts.Append(CultureInfo.InvariantCulture, $"[{Unit(high)}-{Unit(lastHigh)}][{Unit(low)}-{Unit(lastLow)}]");
    }

    private static (int High, int Low) Halves(int codePoint) => (FirstHalf + ((codePoint - FirstBeyond) >> 10), FirstSecondHalf + ((codePoint - FirstBeyond) & 0x3FF));

    private static string Unit(int unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{unit:X4}");

    private static IEnumerable<(int First, int Last)> WithoutHalves(IEnumerable<(int First, int Last)> ranges)
    {
        foreach (var (first, last) in ranges)
        {
            if (first < FirstHalf) yield return (first, Math.Min(last, FirstHalf - 1));
            if (last > LastHalf) yield return (Math.Max(first, LastHalf + 1), last);
        }
    }

    private static List<(int First, int Last)> Complement(IEnumerable<(int First, int Last)> ranges)
    {
        var rest = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in ranges.Order())
        {
            if (first > next) rest.Add((next, first - 1));
            next = Math.Max(next, last + 1);
        }
        if (next <= LastOfAll) rest.Add((next, LastOfAll));
        return rest;
    }
}
