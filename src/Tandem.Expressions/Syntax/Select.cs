namespace Tandem.Expressions.Syntax;

/// <summary><c>operand.field</c>, or, as a test, <c>has(operand.field)</c>, or, as an optional, <c>operand.?field</c>.</summary>
internal sealed class Select(TextSpan span, Node operand, string field, TextSpan fieldSpan, bool isTest = false, bool isOptional = false) : Node(span, [operand])
{
    public Node Operand => Children[0];

    public string Field { get; } = field;

    public TextSpan FieldSpan { get; } = fieldSpan;

    public bool IsTest { get; } = isTest;

    public bool IsOptional { get; } = isOptional;
}
