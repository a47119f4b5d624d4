using System.Globalization;

namespace Tandem.Bench.Reports;

/// <summary>Figures as people read them.</summary>
internal static class Text
{
    public static string Whole(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Bytes(double bytes) => bytes < 1 << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 20):N0} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 30):N1} GiB");

    public static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:N2} s");

    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N1} ms");

    public static string Microseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:N1} µs");
}
