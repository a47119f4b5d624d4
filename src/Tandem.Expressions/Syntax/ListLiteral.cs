using System.Collections.Immutable;

namespace Tandem.Expressions.Syntax;

/// <summary><c>[a, b, c]</c></summary>
internal sealed class ListLiteral(TextSpan span, ImmutableArray<Node> items) : Node(span, items);
