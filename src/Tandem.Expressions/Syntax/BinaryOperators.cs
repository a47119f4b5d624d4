using System.Collections.Frozen;

namespace Tandem.Expressions.Syntax;

/// <summary>How binary operators are written and how strongly they bind.</summary>
internal static class BinaryOperators
{
    private static readonly FrozenDictionary<string, BinaryOperator> BySymbol = Enum.GetValues<BinaryOperator>().ToFrozenDictionary(Symbol);

    /// <summary>How strongly a symbol between two operands binds, and its operator, which <c>&amp;&amp;</c> and <c>||</c> have not; null for other symbols.</summary>
    public static (Precedence Precedence, BinaryOperator? Operator)? Infix(string symbol) => symbol switch
    {
        "||" => (Syntax.Precedence.Or, null),
        "&&" => (Syntax.Precedence.And, null),
        _ => BySymbol.TryGetValue(symbol, out var op) ? (op.Precedence(), op) : null,
    };

    public static string Symbol(this BinaryOperator op) => op switch
    {
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.In => "in",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => "%",
    };

    public static Precedence Precedence(this BinaryOperator op) => op switch
    {
        BinaryOperator.Add or BinaryOperator.Subtract => Syntax.Precedence.Sum,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo => Syntax.Precedence.Product,
        _ => Syntax.Precedence.Relation,
    };

    public static bool IsOrdering(this BinaryOperator op) =>
        op is BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual;
}
