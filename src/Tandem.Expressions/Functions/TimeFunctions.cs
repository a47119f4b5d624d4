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
    public static readonly ImmutableArray<Function> All =
    [
        .. OfTime("getFullYear", time => time.Year),
        .. OfTime("getMonth", time => time.Month - 1),
        .. OfTime("getDate", time => time.Day),
        .. OfTime("getDayOfMonth", time => time.Day - 1),
        .. OfTime("getDayOfWeek", time => (long)time.DayOfWeek),
        .. OfTime("getDayOfYear", time => time.DayOfYear - 1),
        .. OfTime("getHours", time => time.Hour, micros => micros / 3_600_000_000),
        .. OfTime("getMinutes", time => time.Minute, micros => micros / 60_000_000),
        .. OfTime("getSeconds", time => time.Second, micros => micros / 1_000_000),
        .. OfTime("getMilliseconds", time => time.Millisecond, micros => micros % 1_000_000 / 1_000),
    ];

    private static Function[] OfTime(string name, Func<DateTime, long> part, Func<long, long>? ofDuration = null)
    {
        ImmutableArray<Signature> plain = [new([RuleType.Timestamp], RuleType.Int), .. ofDuration is null ? [] : new[] { new Signature([RuleType.Duration], RuleType.Int) }];
        return
        [
            new Function(name, true, (Value value, ref Frame _) => value.Kind switch
            {
                ValueKind.Timestamp => Value.Of(part(value.AsTimestamp.ToDateTimeOffset().UtcDateTime)),
                ValueKind.Duration when ofDuration is not null => Value.Of(ofDuration(value.AsDuration.Micros)),
                _ => null,
            }, plain),
            new Function(name, true, (Value value, Value zone, ref Frame _) => value.Kind == ValueKind.Timestamp && zone.Kind == ValueKind.String ? InZone(value.AsTimestamp, zone.AsString, part) : null,
                new Signature([RuleType.Timestamp, RuleType.String], RuleType.Int)),
        ];
    }

    private static Value InZone(Instant time, string zone, Func<DateTime, long> part)
    {
        if (OffsetAt(time, zone) is not { } offset) return Failures.Of("invalid_argument", $"There is no time zone `{zone}`.");
        var local = TimeArithmetic.Bounded(time + offset);
        return local.IsError ? local : Value.Of(part(local.AsTimestamp.ToDateTimeOffset().UtcDateTime));
    }

    private static Duration? OffsetAt(Instant time, string zone)
    {
        var sign = zone.StartsWith('-') ? -1 : 1;
        if (TimeSpan.TryParseExact(zone.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture, out var offset)) return new Duration(sign * offset.Ticks / TimeSpan.TicksPerMicrosecond);
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? new Duration(found.GetUtcOffset(time.ToDateTimeOffset()).Ticks / TimeSpan.TicksPerMicrosecond) : null;
    }
}
