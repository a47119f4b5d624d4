using System.Collections.Immutable;

namespace Tandem.Expressions.Syntax;

/// <summary>
/// A walk over a list, a map or what an optional holds: <c>range.all(item, condition)</c>, <c>range.map(item, condition, result)</c>,
/// <c>range.transformList(key, value, result)</c>. <see cref="MacroForm"/> lists all forms.
/// </summary>
/// <param name="variables">One (an item of a list, a key of a map) or two (an index and its item, a key and its value).</param>
internal sealed class Macro(TextSpan span, MacroKind kind, Node range, ImmutableArray<Variable> variables, Node? condition, Node? result)
    : Node(span, [.. new[] { range, condition, result }.OfType<Node>()])
{
    public MacroKind Kind { get; } = kind;

    public Node Range { get; } = range;

    public ImmutableArray<Variable> Variables { get; } = variables;

    public Node? Condition { get; } = condition;

    public Node? Result { get; } = result;

    public ImmutableArray<Node> Arguments => Children[1..];
}
