using System.Globalization;
using Tandem.Primitives;

namespace Tandem.Expressions.Values;

/// <summary>
/// Times as text, RFC 3339, exact to the nanosecond: <c>2026-11-22T10:00:00.123456789Z</c>, <c>2026-11-22T11:00:00+01:00</c>.
/// Beyond the specification, the seconds, the offset (then it is UTC) or the whole time of day (then it is midnight) may be missing.
/// </summary>
internal static class TimestampText
{
    private const int NanosecondDigits = 9;

    /// <param name="time">Null for a form that is right and a time outside of the years 1 to 9999.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out Value? time)
    {
        time = null;
        if (!TryReadDate(ref text, out var date)) return false;
        var (nanoseconds, offset) = (0, TimeSpan.Zero);
        if (!text.IsEmpty && !TryReadTime(ref text, ref date, out nanoseconds)) return false;
        if (!text.IsEmpty && !TryReadOffset(ref text, out offset)) return false;
        if (!text.IsEmpty) return false;
        var ticks = date.Ticks - offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks) return true;
        time = Value.Of(new Instant((ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond + nanoseconds / 1_000), nanoseconds % 1_000);
        return true;
    }

    /// <summary>In UTC, with as many digits of a second as there are.</summary>
    public static string Of(Value time)
    {
        if (time.NanosecondsOfMicrosecond == 0) return time.AsTimestamp.ToString();
        var seconds = time.AsTimestamp.ToDateTimeOffset().UtcDateTime;
        var fraction = seconds.Ticks % TimeSpan.TicksPerSecond * 100 + time.NanosecondsOfMicrosecond;
        return string.Create(CultureInfo.InvariantCulture, $"{seconds:yyyy-MM-dd'T'HH:mm:ss}.{fraction.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0')}Z");
    }

    private static bool TryReadDate(ref ReadOnlySpan<char> text, out DateTime date)
    {
        var isDate = DateTime.TryParseExact(text[..Math.Min(10, text.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        if (isDate) text = text[10..];
        return isDate;
    }

    private static bool TryReadTime(ref ReadOnlySpan<char> text, ref DateTime date, out int nanoseconds)
    {
        nanoseconds = 0;
        if (text.Length < 6 || text[0] != 'T' || text[3] != ':' || Two(text[1..]) is not (>= 0 and < 24 and var hours) || Two(text[4..]) is not (>= 0 and < 60 and var minutes)) return false;
        text = text[6..];
        date = date.AddHours(hours).AddMinutes(minutes);
        if (!text.StartsWith(":")) return true;
        if (Two(text[1..]) is not (>= 0 and < 60 and var seconds)) return false;
        text = text[3..];
        date = date.AddSeconds(seconds);
        if (!text.StartsWith(".")) return true;
        var digits = 1;
        for (; digits < text.Length && char.IsAsciiDigit(text[digits]); digits++)
            if (digits <= NanosecondDigits) nanoseconds = nanoseconds * 10 + text[digits] - '0';
        for (var missing = digits; missing <= NanosecondDigits; missing++) nanoseconds *= 10;
        text = text[digits..];
        return digits > 1;
    }

    private static bool TryReadOffset(ref ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z")
        {
            text = [];
            return true;
        }
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':' || Two(text[1..]) is not (>= 0 and < 24 and var hours) || Two(text[4..]) is not (>= 0 and < 60 and var minutes)) return false;
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        text = [];
        return true;
    }

    private static int Two(ReadOnlySpan<char> text) =>
        text.Length >= 2 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) ? (text[0] - '0') * 10 + text[1] - '0' : -1;
}
