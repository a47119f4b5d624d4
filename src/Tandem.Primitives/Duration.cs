using System.Globalization;
using System.Text;

namespace Tandem.Primitives;

/// <summary>A length of time in microseconds. <c>default</c> is none. A day is 24 hours, a week 7 days.</summary>
public readonly record struct Duration(long Micros) : IComparable<Duration>
{
    private static readonly (string Unit, long Micros)[] Units =
    [
        ("w", 7 * 86_400_000_000L), ("d", 86_400_000_000L), ("h", 3_600_000_000L), ("m", 60_000_000L), ("s", 1_000_000L), ("ms", 1_000L), ("us", 1L),
    ];

    public static Duration FromDays(double days) => new((long)(days * 86_400_000_000d));
    public static Duration FromHours(double hours) => new((long)(hours * 3_600_000_000d));
    public static Duration FromMinutes(double minutes) => new((long)(minutes * 60_000_000d));
    public static Duration FromSeconds(double seconds) => new((long)(seconds * 1_000_000d));

    public TimeSpan ToTimeSpan() => TimeSpan.FromMicroseconds(Micros);

    /// <summary>Reads numbers with units, largest first or not: <c>90d</c>, <c>1d12h</c>, <c>1.5h</c>, <c>250ms</c> (w d h m s ms us). No sign.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Duration duration)
    {
        duration = default;
        text = text.Trim();
        if (text.IsEmpty) return false;
        var total = 0m;
        while (!text.IsEmpty)
        {
            var digits = 0;
            while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.')) digits++;
            var letters = digits;
            while (letters < text.Length && char.IsAsciiLetter(text[letters])) letters++;
            if (digits is 0 or > 18 || !decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
            var unit = text[digits..letters];
            var scale = 0L;
            foreach (var (name, micros) in Units)
                if (unit.SequenceEqual(name)) scale = micros;
            if (scale == 0) return false;
            // Asked before it is multiplied: a decimal has an end, too.
            if (number > (decimal)long.MaxValue / scale) return false;
            total += number * scale;
            if (total > long.MaxValue) return false;
            text = text[letters..];
        }
        duration = new((long)total);
        return true;
    }

    public int CompareTo(Duration other) => Micros.CompareTo(other.Micros);

    public static bool operator <(Duration left, Duration right) => left.Micros < right.Micros;
    public static bool operator >(Duration left, Duration right) => left.Micros > right.Micros;
    public static bool operator <=(Duration left, Duration right) => left.Micros <= right.Micros;
    public static bool operator >=(Duration left, Duration right) => left.Micros >= right.Micros;

    /// <summary>The form that <see cref="TryParse"/> reads: <c>90d</c>, <c>1d12h</c>; <c>0s</c> for none. Weeks are written as days.</summary>
    public override string ToString()
    {
        if (Micros == 0) return "0s";
        var text = new StringBuilder(Micros < 0 ? "-" : "");
        var rest = (ulong)Math.Abs((decimal)Micros);
        foreach (var (unit, micros) in Units.AsSpan(1))
        {
            var count = rest / (ulong)micros;
            if (count > 0) text.Append(count).Append(unit);
            rest %= (ulong)micros;
        }
        return text.ToString();
    }
}
