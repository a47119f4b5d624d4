using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>The language's <c>+ - * / %</c> and unary minus. Operands are of one kind, except times with durations; whole numbers that overflow are errors.</summary>
internal static class Arithmetic
{
    private static readonly Overloads Negation = new("-");
    private static readonly Overloads[] Operations =
        [.. Enum.GetValues<BinaryOperator>().Select(op => new Overloads(op.Symbol()))];

    public static Value Apply(BinaryOperator op, Value left, Value right, ref Frame frame)
    {
        var result = (left.Kind, right.Kind) switch
        {
            (ValueKind.Double, ValueKind.Double) => OfDoubles(op, left.AsDouble, right.AsDouble),
            (ValueKind.Int, ValueKind.Int) => OfInts(op, left.AsInt, right.AsInt),
            (ValueKind.Uint, ValueKind.Uint) => OfUints(op, left.AsUint, right.AsUint),
            (ValueKind.Timestamp or ValueKind.Duration, ValueKind.Timestamp or ValueKind.Duration) => TimeArithmetic.Apply(op, left, right),
            _ => op == BinaryOperator.Add ? Concatenation.Of(left, right, ref frame) : null,
        };
        return result ?? Operations[(int)op].Missing(left, right);
    }

    public static Value Negate(Value operand) => operand.Kind switch
    {
        ValueKind.Double => Value.Of(-operand.AsDouble),
        ValueKind.Int => operand.AsInt == long.MinValue ? Failures.Overflow : Value.Of(-operand.AsInt),
        ValueKind.Error => operand,
        _ => Negation.Missing(operand),
    };

    private static Value? OfDoubles(BinaryOperator op, double left, double right) => op switch
    {
        BinaryOperator.Add => Value.Of(left + right),
        BinaryOperator.Subtract => Value.Of(left - right),
        BinaryOperator.Multiply => Value.Of(left * right),
        BinaryOperator.Divide => Value.Of(left / right),
        _ => null,
    };

    private static Value OfInts(BinaryOperator op, long left, long right)
    {
        long result;
        switch (op)
        {
            case BinaryOperator.Add:
                result = unchecked(left + right);
                return ((left ^ result) & (right ^ result)) < 0 ? Failures.Overflow : Value.Of(result);
            case BinaryOperator.Subtract:
                result = unchecked(left - right);
                return ((left ^ right) & (left ^ result)) < 0 ? Failures.Overflow : Value.Of(result);
            case BinaryOperator.Multiply:
                var high = Math.BigMul(left, right, out result);
                return high == result >> 63 ? Value.Of(result) : Failures.Overflow;
            case BinaryOperator.Divide:
                if (right == 0) return Failures.DivisionByZero;
                return left == long.MinValue && right == -1 ? Failures.Overflow : Value.Of(left / right);
            default:
                if (right == 0) return Failures.ModuloByZero;
                return left == long.MinValue && right == -1 ? Failures.Overflow : Value.Of(left % right);
        }
    }

    private static Value OfUints(BinaryOperator op, ulong left, ulong right)
    {
        switch (op)
        {
            case BinaryOperator.Add:
                var sum = unchecked(left + right);
                return sum < left ? Failures.Overflow : Value.Of(sum);
            case BinaryOperator.Subtract:
                return left < right ? Failures.Overflow : Value.Of(left - right);
            case BinaryOperator.Multiply:
                return Math.BigMul(left, right, out var product) == 0 ? Value.Of(product) : Failures.Overflow;
            case BinaryOperator.Divide:
                return right == 0 ? Failures.DivisionByZero : Value.Of(left / right);
            default:
                return right == 0 ? Failures.ModuloByZero : Value.Of(left % right);
        }
    }
}
