using System.Collections.Immutable;
using System.Globalization;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Functions;

/// <summary>Parts of a time, in UTC or in a zone (<c>"Europe/Berlin"</c>, <c>"+02:00"</c>), and of a duration. Months, days of the year and of the week count from 0, as the specification has them.</summary>
internal static class TimeFunctions
{
    private const int LookingForAZone = 1_000;
    private const int LongestZone = 64;
    private const int YearsOfCycle = 400;
    private const long DaysOfCycle = 146_097;

    private static readonly Func<DateTime, long> Year = time => time.Year;

    public static readonly ImmutableArray<Function> All =
    [
        .. OfTime("getFullYear", Year),
        .. OfTime("getMonth", time => time.Month - 1),
        .. OfTime("getDate", time => time.Day),
        .. OfTime("getDayOfMonth", time => time.Day - 1),
        .. OfTime("getDayOfWeek", time => (long)time.DayOfWeek),
        .. OfTime("getDayOfYear", time => time.DayOfYear - 1),
        .. OfTime("getHours", time => time.Hour, nanoseconds => nanoseconds / 3_600_000_000_000),
        .. OfTime("getMinutes", time => time.Minute, nanoseconds => nanoseconds / 60_000_000_000),
        .. OfTime("getSeconds", time => time.Second, nanoseconds => nanoseconds / 1_000_000_000),
        .. OfTime("getMilliseconds", time => time.Millisecond, nanoseconds => nanoseconds % 1_000_000_000 / 1_000_000),
    ];

    private static Function[] OfTime(string name, Func<DateTime, long> part, Func<long, long>? ofDuration = null)
    {
        ImmutableArray<Signature> plain = [new([RuleType.Timestamp], RuleType.Int), .. ofDuration is null ? [] : new[] { new Signature([RuleType.Duration], RuleType.Int) }];
        return
        [
            new Function(name, true, (Value value, ref Frame _) => value.Kind switch
            {
                ValueKind.Timestamp => Value.Of(part(value.AsTimestamp.ToDateTimeOffset().UtcDateTime)),
                ValueKind.Duration when ofDuration is not null => Value.Of(ofDuration(value.AsNanoseconds)),
                _ => null,
            }, plain),
            new Function(name, true, (Value value, Value zone, ref Frame frame) => value.Kind == ValueKind.Timestamp && zone.Kind == ValueKind.String ? InZone(value.AsTimestamp, zone.AsString, part, ref frame) : null,
                new Signature([RuleType.Timestamp, RuleType.String], RuleType.Int)),
        ];
    }

    private static Value InZone(Instant time, string zone, Func<DateTime, long> part, ref Frame frame)
    {
        // A zone that is known is found at once; one that is not is looked for in files.
        if (!frame.TryWork(10)) return Failures.TooMuchWork;
        if (OffsetAt(time, zone) is not { } offset) return frame.TryWork(LookingForAZone) ? Failures.Of("invalid_argument", $"There is no time zone `{zone}`.") : Failures.TooMuchWork;
        var local = time.ToDateTimeOffset().Ticks + offset.Ticks;
        if (local >= DateTime.MinValue.Ticks && local <= DateTime.MaxValue.Ticks) return Value.Of(part(new DateTime(local)));
        // The first hours of the year 1 are in the year 0 in some zones, and the last ones of 9999 in 10000, which have no DateTime; the calendar is the same every 400 years.
        var cycles = local < DateTime.MinValue.Ticks ? 1 : -1;
        return Value.Of(part(new DateTime(local + cycles * DaysOfCycle * TimeSpan.TicksPerDay)) - (part == Year ? cycles * YearsOfCycle : 0));
    }

    private static bool IsName(string zone) => zone.Length is > 0 and <= LongestZone && char.IsAsciiLetter(zone[0]) && zone.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '/');

    private static TimeSpan? OffsetAt(Instant time, string zone)
    {
        var digits = zone.StartsWith('-') || zone.StartsWith('+') ? zone.AsSpan(1) : zone;
        if (TimeSpan.TryParseExact(digits, @"hh\:mm", CultureInfo.InvariantCulture, out var offset)) return zone.StartsWith('-') ? -offset : offset;
        // The framework looks for a file of that name, wherever the name leads.
        return IsName(zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found.GetUtcOffset(time.ToDateTimeOffset()) : null;
    }
}
