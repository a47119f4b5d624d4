namespace Tandem.Expressions.Syntax;

/// <summary>Fields and items that may be missing: <c>a.?b</c>, <c>a[?b]</c>, and what is looked up in those: <c>a.?b.c</c>.</summary>
internal static class OptionalForm
{
    public static bool Is(Node node) => node switch
    {
        Select { IsTest: false } select => select.IsOptional || Is(select.Operand),
        Index index => index.IsOptional || Is(index.Operand),
        _ => false,
    };
}
