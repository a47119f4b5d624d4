using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Parsing;

/// <summary>
/// What programs write that share parts of an expression, as the specification's tests have it: <c>cel.block([a, b], r)</c>
/// binds <c>cel.index(0)</c> and <c>cel.index(1)</c> in turn, and <c>cel.iterVar(0, 0)</c> is a macro's variable. As names
/// they are called what they look like, which no name of an author can be.
/// </summary>
internal static class Blocks
{
    private static readonly TextSpan Nowhere = new(0, 0);

    /// <summary>Null for other calls.</summary>
    public static Node? Expand(Call call)
    {
        if (call.Target is not Name { Text: Binding.Namespace }) return null;
        return (call.Function, call.Arguments) switch
        {
            ("block", [ListLiteral { HasOptionals: false } parts, var result]) => Bound(call.Span, parts, result),
            ("index", [Literal { Value.Kind: ValueKind.Int }]) or ("iterVar" or "accuVar", [Literal { Value.Kind: ValueKind.Int }, Literal { Value.Kind: ValueKind.Int }]) => new Name(call.Span, Printer.Print(call), false),
            _ => null,
        };
    }

    private static Node Bound(TextSpan span, ListLiteral parts, Node result)
    {
        for (var i = parts.Children.Length - 1; i >= 0; i--)
            result = new Binding(span, new Variable($"{Binding.Namespace}.index({i})", Nowhere), parts.Children[i], result);
        return result;
    }
}
