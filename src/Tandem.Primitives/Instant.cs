using System.Globalization;

namespace Tandem.Primitives;

/// <summary>
/// A point in time: 64-bit microseconds since 1970-01-01T00:00:00Z. <c>default</c> is that moment.
/// Readable as text from 0001-01-01 to 9999-12-31.
/// </summary>
public readonly record struct Instant(long Micros) : IComparable<Instant>
{
    private static readonly long MinMicros = (DateTime.MinValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    private static readonly long MaxMicros = (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static Instant From(DateTimeOffset time) => new((time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public DateTimeOffset ToDateTimeOffset() => new(DateTime.UnixEpoch.Ticks + Math.Clamp(Micros, MinMicros, MaxMicros) * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    /// <summary>Reads ISO 8601 (<c>2026-11-22T10:00:00.123Z</c>, with an offset, or a date alone); a time without an offset is UTC.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Instant instant)
    {
        // A leading digit keeps out the many other forms that the framework's parser would take.
        if (text.Length >= 8 && char.IsAsciiDigit(text[0])
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var time))
        {
            instant = From(time);
            return true;
        }
        instant = default;
        return false;
    }

    public int CompareTo(Instant other) => Micros.CompareTo(other.Micros);

    public static bool operator <(Instant left, Instant right) => left.Micros < right.Micros;
    public static bool operator >(Instant left, Instant right) => left.Micros > right.Micros;
    public static bool operator <=(Instant left, Instant right) => left.Micros <= right.Micros;
    public static bool operator >=(Instant left, Instant right) => left.Micros >= right.Micros;

    public static Instant operator +(Instant instant, Duration duration) => new(Saturating(instant.Micros, duration.Micros));
    public static Instant operator -(Instant instant, Duration duration) => new(Saturating(instant.Micros, -duration.Micros));
    public static Duration operator -(Instant left, Instant right) => new(Saturating(left.Micros, -right.Micros));

    /// <summary>ISO 8601 in UTC, with a fraction only where there is one.</summary>
    public override string ToString() => ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static long Saturating(long left, long right)
    {
        var sum = unchecked(left + right);
        // Overflow happened exactly when both operands have the sign that the sum lacks.
        return ((left ^ sum) & (right ^ sum)) < 0 ? (left < 0 ? long.MinValue : long.MaxValue) : sum;
    }
}
