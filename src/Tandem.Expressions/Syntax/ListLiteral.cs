using System.Collections.Immutable;

namespace Tandem.Expressions.Syntax;

/// <summary><c>[a, b, ?c]</c></summary>
/// <param name="optionals">The places of items that are optionals and stand there only if they have a value: <c>?c</c>.</param>
internal sealed class ListLiteral(TextSpan span, ImmutableArray<Node> items, ImmutableHashSet<int> optionals) : Node(span, items)
{
    public bool HasOptionals => !optionals.IsEmpty;

    public bool IsOptional(int item) => optionals.Contains(item);
}
