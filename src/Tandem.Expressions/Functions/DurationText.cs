using System.Globalization;
using Tandem.Primitives;

namespace Tandem.Expressions.Functions;

/// <summary>Durations as rules write them: those of <see cref="Duration.TryParse"/>, also with a sign and with nanoseconds, which are cut to microseconds.</summary>
internal static class DurationText
{
    public static bool TryParse(ReadOnlySpan<char> text, out Duration duration)
    {
        var isNegative = text.StartsWith("-");
        if (isNegative || text.StartsWith("+")) text = text[1..];
        duration = default;
        var nanoseconds = 0L;
        if (text.EndsWith("ns"))
        {
            var digits = text.Length - 2;
            while (digits > 0 && char.IsAsciiDigit(text[digits - 1])) digits--;
            if (!long.TryParse(text[digits..^2], NumberStyles.None, CultureInfo.InvariantCulture, out nanoseconds)) return false;
            text = text[..digits];
        }
        if (text.IsEmpty ? nanoseconds == 0 : !Duration.TryParse(text, out duration)) return text is "0";
        var micros = duration.Micros + (decimal)(nanoseconds / 1_000);
        if (micros > long.MaxValue) return false;
        duration = new Duration((long)(isNegative ? -micros : micros));
        return true;
    }
}
