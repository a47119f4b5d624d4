using System.Collections.Immutable;

namespace Tandem.Expressions.Syntax;

/// <summary><c>{key: value, …}</c>; the children are keys and values in turn.</summary>
internal sealed class MapLiteral(TextSpan span, ImmutableArray<Node> keysAndValues) : Node(span, keysAndValues)
{
    public int Count => Children.Length / 2;

    public Node Key(int entry) => Children[entry * 2];

    public Node Value(int entry) => Children[entry * 2 + 1];
}
