using System.Collections.Immutable;

namespace Tandem.Expressions.Syntax;

/// <summary>
/// A walk over a list or a map's keys: <c>range.all(x, condition)</c>, <c>exists</c>, <c>exists_one</c>, <c>filter</c>,
/// <c>range.map(x, result)</c>, <c>range.map(x, condition, result)</c>.
/// </summary>
internal sealed class Macro(TextSpan span, MacroKind kind, Node range, string variable, TextSpan variableSpan, Node? condition, Node? result)
    : Node(span, [.. new[] { range, condition, result }.OfType<Node>()])
{
    public MacroKind Kind { get; } = kind;

    public Node Range { get; } = range;

    public string Variable { get; } = variable;

    public TextSpan VariableSpan { get; } = variableSpan;

    public Node? Condition { get; } = condition;

    public Node? Result { get; } = result;

    public ImmutableArray<Node> Arguments => Children[1..];
}
