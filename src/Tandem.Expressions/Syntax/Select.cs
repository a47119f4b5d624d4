namespace Tandem.Expressions.Syntax;

/// <summary><c>operand.field</c>, or, as a test, <c>has(operand.field)</c>.</summary>
internal sealed class Select(TextSpan span, Node operand, string field, TextSpan fieldSpan, bool isTest = false) : Node(span, [operand])
{
    public Node Operand => Children[0];

    public string Field { get; } = field;

    public TextSpan FieldSpan { get; } = fieldSpan;

    public bool IsTest { get; } = isTest;
}
