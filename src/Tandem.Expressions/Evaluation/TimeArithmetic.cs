using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Evaluation;

/// <summary>
/// Sums and differences of times and durations, exact to the nanosecond. Results outside of the specification's ranges
/// are errors: times of the years 1 to 9999, durations of 64 bits of nanoseconds, 292 years.
/// </summary>
internal static class TimeArithmetic
{
    private static readonly Int128 First = (Int128)(-62_135_596_800) * 1_000_000_000;
    private static readonly Int128 Last = (Int128)253_402_300_800 * 1_000_000_000 - 1;

    public static Value? Apply(BinaryOperator op, Value left, Value right) => (left.Kind, op, right.Kind) switch
    {
        (ValueKind.Timestamp, BinaryOperator.Add, ValueKind.Duration) => TimeAt(SinceEpoch(left) + right.AsNanoseconds),
        (ValueKind.Duration, BinaryOperator.Add, ValueKind.Timestamp) => TimeAt(SinceEpoch(right) + left.AsNanoseconds),
        (ValueKind.Timestamp, BinaryOperator.Subtract, ValueKind.Duration) => TimeAt(SinceEpoch(left) - right.AsNanoseconds),
        (ValueKind.Timestamp, BinaryOperator.Subtract, ValueKind.Timestamp) => DurationOf(SinceEpoch(left) - SinceEpoch(right)),
        (ValueKind.Duration, BinaryOperator.Add, ValueKind.Duration) => DurationOf((Int128)left.AsNanoseconds + right.AsNanoseconds),
        (ValueKind.Duration, BinaryOperator.Subtract, ValueKind.Duration) => DurationOf((Int128)left.AsNanoseconds - right.AsNanoseconds),
        _ => null,
    };

    public static Value TimeAt(Int128 nanoseconds)
    {
        if (nanoseconds < First || nanoseconds > Last) return Failures.OutOfRange;
        var micros = (long)(nanoseconds / 1_000);
        var rest = (int)(nanoseconds % 1_000);
        return rest < 0 ? Value.Of(new Instant(micros - 1), rest + 1_000) : Value.Of(new Instant(micros), rest);
    }

    public static Value DurationOf(Int128 nanoseconds) =>
        nanoseconds < long.MinValue || nanoseconds > long.MaxValue ? Failures.OutOfRange : Value.OfNanoseconds((long)nanoseconds);

    private static Int128 SinceEpoch(Value time) => (Int128)time.AsTimestamp.Micros * 1_000 + time.NanosecondsOfMicrosecond;
}
