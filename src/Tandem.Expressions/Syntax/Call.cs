using System.Collections.Immutable;

namespace Tandem.Expressions.Syntax;

/// <summary><c>function(arguments)</c> or <c>target.function(arguments)</c>. The target, if any, is the first child.</summary>
internal sealed class Call(TextSpan span, Node? target, string function, TextSpan functionSpan, ImmutableArray<Node> arguments)
    : Node(span, target is null ? arguments : [target, .. arguments])
{
    public Node? Target { get; } = target;

    public string Function { get; } = function;

    public TextSpan FunctionSpan { get; } = functionSpan;

    public ImmutableArray<Node> Arguments { get; } = arguments;
}
