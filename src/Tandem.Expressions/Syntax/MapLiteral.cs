using System.Collections.Immutable;

namespace Tandem.Expressions.Syntax;

/// <summary><c>{key: value, ?key: optional, …}</c>; the children are keys and values in turn.</summary>
/// <param name="optionals">The places of entries whose values are optionals and that stand there only if those have a value.</param>
internal sealed class MapLiteral(TextSpan span, ImmutableArray<Node> keysAndValues, ImmutableHashSet<int> optionals) : Node(span, keysAndValues)
{
    public int Count => Children.Length / 2;

    public bool HasOptionals => !optionals.IsEmpty;

    public Node Key(int entry) => Children[entry * 2];

    public Node Value(int entry) => Children[entry * 2 + 1];

    public bool IsOptional(int entry) => optionals.Contains(entry);
}
