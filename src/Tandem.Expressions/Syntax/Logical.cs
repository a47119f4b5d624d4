using System.Collections.Immutable;

namespace Tandem.Expressions.Syntax;

/// <summary>
/// <c>a &amp;&amp; b &amp;&amp; c</c> or <c>a || b || c</c> as one node, however many operands: both operators are associative, and a long
/// list of conditions is as shallow as a short one.
/// </summary>
internal sealed class Logical(bool isAnd, ImmutableArray<Node> operands) : Node(operands[0].Span.To(operands[^1].Span), operands)
{
    public bool IsAnd { get; } = isAnd;
}
