namespace Tandem.Expressions.Syntax;

/// <summary><c>left operator right</c>, other than <c>&amp;&amp;</c> and <c>||</c>.</summary>
internal sealed class Binary(BinaryOperator op, TextSpan operatorSpan, Node left, Node right) : Node(left.Span.To(right.Span), [left, right])
{
    public BinaryOperator Operator { get; } = op;

    public TextSpan OperatorSpan { get; } = operatorSpan;

    public Node Left => Children[0];

    public Node Right => Children[1];
}
