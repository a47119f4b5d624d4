using Tandem.Expressions.Values;

namespace Tandem.Expressions.Syntax;

/// <summary><c>42</c>, <c>"text"</c>, <c>true</c>, <c>null</c>; a minus before a number belongs to the number.</summary>
internal sealed class Literal(TextSpan span, Value value) : Node(span, [])
{
    public Value Value { get; } = value;
}
