using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Instant = Tandem.Primitives.Instant;

namespace Tandem.Expressions.Functions;

/// <summary>Parts of a time, in UTC or in a zone (<c>"Europe/Berlin"</c>, <c>"+02:00"</c>), and of a duration. Months, days of the year and of the week count from 0, as the specification has them.</summary>
internal static class TimeFunctions
{
    private const int WorkOfAZone = 10;
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
        if (!frame.TryWork(WorkOfAZone)) return Failures.TooMuchWork;
        if (OffsetAt(time, zone) is not { } offset) return Failures.Of("invalid_argument", $"There is no time zone `{zone}`.");
        var local = time.ToDateTimeOffset().Ticks + offset.Ticks;
        if (local >= DateTime.MinValue.Ticks && local <= DateTime.MaxValue.Ticks) return Value.Of(part(new DateTime(local)));
        // The first hours of the year 1 are in the year 0 in some zones, and the last ones of 9999 in 10000, which have no DateTime; the calendar is the same every 400 years.
        var cycles = local < DateTime.MinValue.Ticks ? 1 : -1;
        return Value.Of(part(new DateTime(local + cycles * DaysOfCycle * TimeSpan.TicksPerDay)) - (part == Year ? cycles * YearsOfCycle : 0));
    }

    private static TimeSpan? OffsetAt(Instant time, string zone)
    {
        var digits = zone.StartsWith('-') || zone.StartsWith('+') ? zone.AsSpan(1) : zone;
        if (TimeSpan.TryParseExact(digits, @"hh\:mm", CultureInfo.InvariantCulture, out var offset)) return zone.StartsWith('-') ? -offset : offset;
        // The zones of the library, not of the machine: a rule must mean the same wherever it is evaluated again.
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)?.GetUtcOffset(NodaTime.Instant.FromDateTimeOffset(time.ToDateTimeOffset())).ToTimeSpan();
    }
}
