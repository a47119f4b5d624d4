using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>The language's <c>&lt; &lt;= &gt; &gt;=</c>: numbers by amount whatever their kind, text by code point, bytes, truth, times and durations.</summary>
internal static class Ordering
{
    /// <summary>What comparing with NaN gives: neither less nor equal nor greater.</summary>
    public const int Unordered = int.MinValue;

    private static readonly Overloads Less = new("<");
    private static readonly Overloads LessOrEqual = new("<=");
    private static readonly Overloads Greater = new(">");
    private static readonly Overloads GreaterOrEqual = new(">=");

    public static Value Compare(BinaryOperator op, Value left, Value right)
    {
        if (!TryCompare(left, right, out var sign)) return OverloadsOf(op).Missing(left, right);
        return Value.Of(sign != Unordered && op switch
        {
            BinaryOperator.Less => sign < 0,
            BinaryOperator.LessOrEqual => sign <= 0,
            BinaryOperator.Greater => sign > 0,
            _ => sign >= 0,
        });
    }

    public static bool TryCompareNumbers(Value left, Value right, out int sign)
    {
        sign = 0;
        switch (left.Kind, right.Kind)
        {
            case (ValueKind.Int, ValueKind.Int):
                sign = left.AsInt.CompareTo(right.AsInt);
                return true;
            case (ValueKind.Uint, ValueKind.Uint):
                sign = left.AsUint.CompareTo(right.AsUint);
                return true;
            case (ValueKind.Int, ValueKind.Uint):
                sign = left.AsInt < 0 ? -1 : ((ulong)left.AsInt).CompareTo(right.AsUint);
                return true;
            case (ValueKind.Uint, ValueKind.Int):
                sign = right.AsInt < 0 ? 1 : left.AsUint.CompareTo((ulong)right.AsInt);
                return true;
            case (ValueKind.Int or ValueKind.Uint or ValueKind.Double, ValueKind.Int or ValueKind.Uint or ValueKind.Double):
                sign = CompareDoubles(AsDouble(left), AsDouble(right));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether values of the kind have an order among themselves.</summary>
    public static bool IsOrdered(ValueKind kind) =>
        kind is ValueKind.Bool or ValueKind.Int or ValueKind.Uint or ValueKind.Double or ValueKind.String or ValueKind.Bytes or ValueKind.Timestamp or ValueKind.Duration;

    public static bool TryCompare(Value left, Value right, out int sign)
    {
        if (TryCompareNumbers(left, right, out sign)) return true;
        if (left.Kind != right.Kind) return false;
        switch (left.Kind)
        {
            case ValueKind.Bool:
                sign = left.AsBool.CompareTo(right.AsBool);
                return true;
            case ValueKind.String:
                sign = CompareText(left.AsString, right.AsString);
                return true;
            case ValueKind.Bytes:
                sign = left.AsBytes.AsSpan().SequenceCompareTo(right.AsBytes);
                return true;
            case ValueKind.Timestamp:
                sign = left.AsTimestamp.CompareTo(right.AsTimestamp);
                if (sign == 0) sign = left.NanosecondsOfMicrosecond.CompareTo(right.NanosecondsOfMicrosecond);
                return true;
            case ValueKind.Duration:
                sign = left.AsNanoseconds.CompareTo(right.AsNanoseconds);
                return true;
            default:
                return false;
        }
    }

    private static int CompareDoubles(double left, double right) =>
        left < right ? -1 : left > right ? 1 : left == right ? 0 : Unordered;

    // The specification compares an int or uint with a double as doubles.
    private static double AsDouble(Value number) => number.Kind switch
    {
        ValueKind.Int => number.AsInt,
        ValueKind.Uint => number.AsUint,
        _ => number.AsDouble,
    };

    /// <summary>By code point.</summary>
    public static int CompareText(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length) return left.Length.CompareTo(right.Length);
        char first = left[same], second = right[same];
        // UTF-16 sorts characters beyond the basic plane before U+E000..U+FFFF; code points do not.
        if (char.IsSurrogate(first) != char.IsSurrogate(second)) return char.IsSurrogate(first) ? (second >= 0xE000 ? 1 : first - second) : (first >= 0xE000 ? -1 : first - second);
        return first - second;
    }

    private static Overloads OverloadsOf(BinaryOperator op) => op switch
    {
        BinaryOperator.Less => Less,
        BinaryOperator.LessOrEqual => LessOrEqual,
        BinaryOperator.Greater => Greater,
        _ => GreaterOrEqual,
    };
}
