namespace Tandem.Expressions.Tests.Documentation;

/// <summary>A block between fences.</summary>
/// <param name="Info">What stands behind the opening fence: <c>cel journey</c>.</param>
/// <param name="Line">Of its first line of text.</param>
public sealed record MarkdownBlock(string File, int Line, string Info, string Text)
{
    public override string ToString() => $"{File}:{Line}";
}
