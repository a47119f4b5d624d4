using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Checking;

/// <summary>Which types binary operators take and give.</summary>
internal static class Operators
{
    /// <summary>Null where the operator never takes such operands.</summary>
    public static RuleType? ResultOf(BinaryOperator op, RuleType left, RuleType right) => op switch
    {
        BinaryOperator.Equal or BinaryOperator.NotEqual => left.Compares(right) || IsNullTest(left, right) ? RuleType.Bool : null,
        BinaryOperator.In => OfIn(left, right),
        _ when op.IsOrdering() => left.Compares(right) && IsOrdered(left) && IsOrdered(right) ? RuleType.Bool : null,
        _ => OfArithmetic(op, left, right),
    };

    public static string? HintFor(BinaryOperator op, RuleType left, RuleType right)
    {
        if (op == BinaryOperator.In) return "On the right of `in` stands a list or a map: x in [\"a\", \"b\"]";
        if (left.Kind == ValueKind.Optional || right.Kind == ValueKind.Optional) return $"Say what counts where it is missing: x.orValue(…) {op.Symbol()} …";
        if (AlwaysMixed(left, right)) return Advice.For(op.Symbol(), ValueKind.Double, ValueKind.Int);
        if (left.IsNumber && right.IsNumber) return $"Make them one kind: double(x) {op.Symbol()} double(y)";
        if (IsTime(left) || IsTime(right)) return "A length of time is written duration(\"1d\"), a time timestamp(\"2026-11-22T10:00:00Z\")";
        if ((left == RuleType.String || right == RuleType.String) && op is not (BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo)) return $"Text goes with text: string(x) {op.Symbol()} \"…\"";
        return null;
    }

    /// <summary>A whole number and one that was sent, which is a double: an error whatever the data.</summary>
    private static bool AlwaysMixed(RuleType left, RuleType right) =>
        (left.IsData && right.Kind is ValueKind.Int or ValueKind.Uint) || (right.IsData && left.Kind is ValueKind.Int or ValueKind.Uint);

    private static bool IsTime(RuleType type) => type.Kind is ValueKind.Timestamp or ValueKind.Duration;

    private static bool IsNullTest(RuleType left, RuleType right) => left == RuleType.Null || right == RuleType.Null;

    public static bool IsOrdered(RuleType type) => type.Kind is not { } kind || Ordering.IsOrdered(kind);

    private static RuleType? OfIn(RuleType item, RuleType container)
    {
        if (container.IsDyn) return RuleType.Bool;
        if (container.Kind == ValueKind.List) return item.Compares(container.Element ?? RuleType.Dyn) ? RuleType.Bool : null;
        return container.Kind == ValueKind.Map && item.Compares(container.Key ?? RuleType.Dyn) ? RuleType.Bool : null;
    }

    private static RuleType? OfArithmetic(BinaryOperator op, RuleType left, RuleType right)
    {
        if (left.IsDyn && right.IsDyn) return RuleType.Dyn;
        if (left.IsDyn || right.IsDyn)
        {
            var known = left.IsDyn ? right : left;
            if (!Takes(op, known) || AlwaysMixed(left, right)) return null;
            return known.Kind switch
            {
                ValueKind.Timestamp or ValueKind.Duration => RuleType.Dyn,
                ValueKind.List => RuleType.AnyList,
                _ => known,
            };
        }
        if (left.Kind == right.Kind && left.Kind is ValueKind.List && op == BinaryOperator.Add) return left.Join(right);
        return (left.Kind, op, right.Kind) switch
        {
            (ValueKind.Timestamp, BinaryOperator.Add or BinaryOperator.Subtract, ValueKind.Duration) => RuleType.Timestamp,
            (ValueKind.Duration, BinaryOperator.Add, ValueKind.Timestamp) => RuleType.Timestamp,
            (ValueKind.Timestamp, BinaryOperator.Subtract, ValueKind.Timestamp) => RuleType.Duration,
            (ValueKind.Timestamp, _, ValueKind.Timestamp) => null,
            _ => left.Kind == right.Kind && Takes(op, left) ? left : null,
        };
    }

    private static bool Takes(BinaryOperator op, RuleType type) => type.Kind switch
    {
        ValueKind.Int or ValueKind.Uint => true,
        ValueKind.Double => op != BinaryOperator.Modulo,
        ValueKind.String or ValueKind.Bytes or ValueKind.List => op == BinaryOperator.Add,
        ValueKind.Timestamp or ValueKind.Duration => op is BinaryOperator.Add or BinaryOperator.Subtract,
        _ => false,
    };
}
