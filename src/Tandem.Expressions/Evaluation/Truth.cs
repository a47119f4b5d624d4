using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>
/// The truth tables of <c>&amp;&amp;</c>, <c>||</c> and <c>!</c>. One false makes an <c>and</c> false and one true makes an <c>or</c> true,
/// whatever errors stand beside it; otherwise the first error is the result.
/// </summary>
internal static class Truth
{
    private static readonly Overloads And = new("&&");
    private static readonly Overloads Or = new("||");
    private static readonly Overloads Negation = new("!");
    private static readonly Overloads Question = new("?");

    public static Value All(Step[] operands, ref Frame frame)
    {
        var result = Value.True;
        foreach (var operand in operands)
        {
            var value = operand(ref frame);
            if (value is { Kind: ValueKind.Bool, IsTrue: false }) return value;
            if (!value.IsTrue && !result.IsError) result = AsCondition(value, And);
        }
        return result;
    }

    public static Value Any(Step[] operands, ref Frame frame)
    {
        var result = Value.False;
        foreach (var operand in operands)
        {
            var value = operand(ref frame);
            if (value.IsTrue) return value;
            if (value.Kind != ValueKind.Bool && !result.IsError) result = AsCondition(value, Or);
        }
        return result;
    }

    public static Value Not(Value operand) => operand.Kind switch
    {
        ValueKind.Bool => Value.Of(!operand.IsTrue),
        ValueKind.Error => operand,
        _ => Negation.Missing(operand),
    };

    /// <summary>A truth value or an error; anything else becomes an error.</summary>
    public static Value Condition(Value value) => AsCondition(value, Question);

    private static Value AsCondition(Value value, Overloads overloads) =>
        value.Kind is ValueKind.Bool or ValueKind.Error ? value : overloads.Missing(value);
}
