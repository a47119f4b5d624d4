namespace Tandem.Expressions.Syntax;

/// <summary><c>cel.bind(variable, value, result)</c>: a name for a part of a rule, so that it is written and evaluated once.</summary>
internal sealed class Binding(TextSpan span, Variable variable, Node value, Node result) : Node(span, [value, result])
{
    public const string Namespace = "cel";

    public const string Function = "bind";

    public Variable Variable { get; } = variable;

    public Node Value => Children[0];

    public Node Result => Children[1];
}
