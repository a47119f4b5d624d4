using System.Collections.Immutable;

namespace Tandem.Expressions.Syntax;

/// <summary>A part of a rule as it was written. All stages meet here and nowhere else.</summary>
internal abstract class Node
{
    /// <param name="depth">Where it is not one more than that of the deepest child.</param>
    protected Node(TextSpan span, ImmutableArray<Node> children, int? depth = null)
    {
        Span = span;
        Children = children;
        var deepest = 0;
        foreach (var child in children) deepest = Math.Max(deepest, child.Depth);
        Depth = depth ?? deepest + 1;
    }

    /// <summary>Where it was written, with the brackets around it.</summary>
    public TextSpan Span { get; private set; }

    public ImmutableArray<Node> Children { get; }

    /// <summary>How many nodes lie on the longest way down, this one included, for the tree as for its evaluation. Bounded, so that both may recurse.</summary>
    public int Depth { get; }

    /// <summary>This node, which was written in brackets.</summary>
    public Node InBrackets(TextSpan span)
    {
        Span = span;
        return this;
    }
}
