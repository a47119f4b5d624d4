namespace Tandem.Expressions.Syntax;

/// <summary>A name that stands alone: a variable, a root or a type. With a leading dot it never means a macro's variable.</summary>
internal sealed class Name(TextSpan span, string text, bool isAbsolute) : Node(span, [])
{
    public string Text { get; } = text;

    public bool IsAbsolute { get; } = isAbsolute;
}
