using System.Globalization;

namespace Tandem.Expressions.Values;

/// <summary>Lengths of time as text, exact to the nanosecond.</summary>
internal static class DurationText
{
    private const int MostDigits = 19;

    private static readonly (string Unit, long Nanoseconds)[] Units =
    [
        ("ns", 1L), ("us", 1_000L), ("µs", 1_000L), ("ms", 1_000_000L), ("s", 1_000_000_000L), ("m", 60_000_000_000L), ("h", 3_600_000_000_000L),
        // Beyond the specification.
        ("d", 86_400_000_000_000L), ("w", 7 * 86_400_000_000_000L),
    ];

    /// <summary>Reads numbers with units, with a sign before all of them: <c>1h30m</c>, <c>-1.5s</c>, <c>250ms</c>, and <c>0</c>. Fractions of a nanosecond are cut off.</summary>
    /// <param name="nanoseconds">May be more than a value can hold.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out Int128 nanoseconds)
    {
        nanoseconds = 0;
        var isNegative = text.StartsWith("-");
        if (isNegative || text.StartsWith("+")) text = text[1..];
        if (text.IsEmpty) return false;
        if (text is "0") return true;
        while (!text.IsEmpty)
        {
            if (!TryReadNumber(ref text, out var whole, out var fraction, out var scale) || !TryReadUnit(ref text, out var unit)) return false;
            nanoseconds += (Int128)whole * unit + (Int128)fraction * unit / scale;
            // Far beyond what a value can hold, and still far within what this can.
            if (nanoseconds > (Int128)long.MaxValue * 1_000_000) return false;
        }
        if (isNegative) nanoseconds = -nanoseconds;
        return true;
    }

    /// <summary>As the language's <c>string(…)</c> writes it: <c>5400.25s</c>.</summary>
    public static string Seconds(Value duration) => $"{(duration.AsNanoseconds / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture)}s";

    /// <summary>As people write it: <c>1d12h</c>, <c>90m</c>; with nanoseconds where there are any.</summary>
    public static string Of(Value duration)
    {
        var rest = duration.AsNanoseconds % 1_000;
        if (rest == 0) return duration.AsDuration.ToString();
        var micros = duration.AsDuration;
        return (micros.Micros == 0 ? rest < 0 ? "-" : "" : micros.ToString()) + Math.Abs(rest).ToString(CultureInfo.InvariantCulture) + "ns";
    }

    private static bool TryReadNumber(ref ReadOnlySpan<char> text, out ulong whole, out ulong fraction, out ulong scale)
    {
        (fraction, scale) = (0, 1);
        var digits = DigitsIn(text);
        if (!TryRead(text[..digits], out whole)) return false;
        var hasDigits = digits > 0;
        text = text[digits..];
        if (text.StartsWith("."))
        {
            var all = DigitsIn(text[1..]);
            hasDigits |= all > 0;
            var used = Math.Min(all, MostDigits - 1);
            if (!TryRead(text.Slice(1, used), out fraction)) return false;
            for (var i = 0; i < used; i++) scale *= 10;
            text = text[(1 + all)..];
        }
        return hasDigits;
    }

    private static bool TryReadUnit(ref ReadOnlySpan<char> text, out long unit)
    {
        var letters = 0;
        while (letters < text.Length && char.IsLetter(text[letters])) letters++;
        foreach (var (name, nanoseconds) in Units)
        {
            if (!text[..letters].SequenceEqual(name)) continue;
            text = text[letters..];
            unit = nanoseconds;
            return true;
        }
        unit = 0;
        return false;
    }

    private static bool TryRead(ReadOnlySpan<char> digits, out ulong number)
    {
        number = 0;
        return digits.IsEmpty || (digits.Length <= MostDigits && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number));
    }

    private static int DigitsIn(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count])) count++;
        return count;
    }
}
