namespace Tandem.Expressions.Syntax;

/// <summary><c>!operand</c> or <c>-operand</c></summary>
internal sealed class Unary(TextSpan span, UnaryOperator op, Node operand) : Node(span, [operand])
{
    public UnaryOperator Operator { get; } = op;

    public Node Operand => Children[0];
}
