using System.Globalization;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Explaining;

/// <summary>What a comparison asks for, in words.</summary>
internal static class Comparisons
{
    /// <summary>Null for operators that compare nothing.</summary>
    public static string? Need(BinaryOperator op) => op switch
    {
        BinaryOperator.Equal => "exactly",
        BinaryOperator.NotEqual => "anything but",
        BinaryOperator.Less => "less than",
        BinaryOperator.LessOrEqual => "at most",
        BinaryOperator.Greater => "more than",
        BinaryOperator.GreaterOrEqual => "at least",
        BinaryOperator.In => "one of",
        _ => null,
    };

    /// <summary>Counts are whole, so "more than 1" is said as "at least 2".</summary>
    public static string NeedForCount(BinaryOperator op, long bound) => op switch
    {
        BinaryOperator.Greater when bound < long.MaxValue => $"at least {Text(bound + 1)}",
        BinaryOperator.Less when bound == 1 => "none",
        BinaryOperator.Less when bound > long.MinValue => $"at most {Text(bound - 1)}",
        BinaryOperator.Equal when bound == 0 => "none",
        _ => $"{Need(op)} {Text(bound)}",
    };

    /// <summary>Times are earlier or later, not less or more.</summary>
    public static string? NeedForTime(BinaryOperator op) => op switch
    {
        BinaryOperator.Less => "earlier than",
        BinaryOperator.LessOrEqual => "no later than",
        BinaryOperator.Greater => "later than",
        BinaryOperator.GreaterOrEqual => "no earlier than",
        _ => null,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
