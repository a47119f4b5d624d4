namespace Tandem.Expressions.Syntax;

/// <summary><c>operand[key]</c>, or, as an optional, <c>operand[?key]</c>.</summary>
internal sealed class Index(TextSpan span, Node operand, Node key, bool isOptional = false) : Node(span, [operand, key])
{
    public Node Operand => Children[0];

    public Node Key => Children[1];

    public bool IsOptional { get; } = isOptional;
}
