namespace Tandem.Expressions.Syntax;

/// <summary><c>test ? then : otherwise</c></summary>
internal sealed class Conditional(Node test, Node then, Node otherwise) : Node(test.Span.To(otherwise.Span), [test, then, otherwise])
{
    public Node Test => Children[0];

    public Node Then => Children[1];

    public Node Otherwise => Children[2];
}
