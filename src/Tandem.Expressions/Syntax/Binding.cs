namespace Tandem.Expressions.Syntax;

/// <summary><c>cel.bind(variable, value, result)</c>: a name for a part of a rule, so that it is written and evaluated once.</summary>
internal sealed class Binding(TextSpan span, Variable variable, Node value, Node result)
    : Node(span, [value, result], DepthOf(value, result))
{
    public const string Namespace = "cel";

    public const string Function = "bind";

    public Variable Variable { get; } = variable;

    public Node Value => Children[0];

    public Node Result => Children[1];

    // The value is evaluated where its name is first asked for, at the far end of the result perhaps, and may ask for
    // another name in turn.
    private static int DepthOf(Node value, Node result) => value.Depth + result.Depth + 1;
}
