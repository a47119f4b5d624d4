using System.Globalization;

namespace Tandem.Cli.Maps;

/// <summary>How a date or time is written, and in which time zone where it does not say so itself.</summary>
/// <param name="Format">.NET's letters (<c>yyyyMMdd</c>, <c>dd.MM.yyyy HH:mm</c>), <c>unix</c> (seconds), <c>unixMs</c>, or null for ISO 8601.</param>
public sealed record DateForm(string? Format, TimeZoneInfo Zone)
{
    public const string Unix = "unix", UnixMs = "unixMs";

    private static readonly string[] IsoForms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    public static readonly DateForm Iso = new(null, TimeZoneInfo.Utc);

    public DateTimeOffset Read(string text, out string? trouble)
    {
        trouble = null;
        if (Format is Unix or UnixMs)
        {
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number) < (Format == Unix ? 200_000_000_000 : 200_000_000_000_000))
                return Format == Unix ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
            trouble = $"`{text}` is not a time in {(Format == Unix ? "seconds" : "milliseconds")} since 1970.";
            return default;
        }

        string[] forms = Format is null ? IsoForms : [Format];
        if (!DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var local))
        {
            trouble = Format is null
                ? $"`{text}` is not an ISO 8601 time such as 1996-12-17 or 1996-12-17T10:00:00Z; if it has another form, name it with `format:`."
                : $"`{text}` is not a date in the form {Format}.";
            return default;
        }
        if (local.Kind == DateTimeKind.Utc) return new(local);

        // The hour that a clock change skips is read as if the clock had not been changed yet.
        var offset = Zone.IsInvalidTime(local) ? Zone.GetUtcOffset(local.AddHours(-1)) : Zone.GetUtcOffset(local);
        if ((local.Ticks - offset.Ticks) is < 0 or > 3155378975999999999)
        {
            trouble = $"`{text}` is out of the range of dates.";
            return default;
        }
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>A date alone where there is no time of day in the form; else ISO 8601 in UTC.</summary>
    public string Write(DateTimeOffset time)
    {
        var dateOnly = Format is not null && Format is not (Unix or UnixMs) && !Format.AsSpan().ContainsAny("HhmstK");
        return dateOnly
            ? TimeZoneInfo.ConvertTime(time, Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
    }
}
