using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Evaluation;

/// <summary>Sums and differences of times and durations. Results outside of the specification's ranges are errors.</summary>
internal static class TimeArithmetic
{
    private static readonly Instant First = new(-62_135_596_800_000_000);
    private static readonly Instant Last = new(253_402_300_799_999_999);
    private static readonly Duration Longest = new(315_576_000_000_000_000);

    public static Value? Apply(BinaryOperator op, Value left, Value right) => (left.Kind, op, right.Kind) switch
    {
        (ValueKind.Timestamp, BinaryOperator.Add, ValueKind.Duration) => Bounded(left.AsTimestamp + right.AsDuration),
        (ValueKind.Duration, BinaryOperator.Add, ValueKind.Timestamp) => Bounded(right.AsTimestamp + left.AsDuration),
        (ValueKind.Timestamp, BinaryOperator.Subtract, ValueKind.Duration) => Bounded(left.AsTimestamp - right.AsDuration),
        (ValueKind.Timestamp, BinaryOperator.Subtract, ValueKind.Timestamp) => Bounded(left.AsTimestamp - right.AsTimestamp),
        (ValueKind.Duration, BinaryOperator.Add, ValueKind.Duration) => Bounded(new Duration(left.AsDuration.Micros + right.AsDuration.Micros)),
        (ValueKind.Duration, BinaryOperator.Subtract, ValueKind.Duration) => Bounded(new Duration(left.AsDuration.Micros - right.AsDuration.Micros)),
        _ => null,
    };

    public static Value Bounded(Instant time) => time < First || time > Last ? Failures.OutOfRange : Value.Of(time);

    public static Value Bounded(Duration duration) => Math.Abs((decimal)duration.Micros) > Longest.Micros ? Failures.OutOfRange : Value.Of(duration);
}
