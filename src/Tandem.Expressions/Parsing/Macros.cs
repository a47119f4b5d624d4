using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Parsing;

/// <summary>Calls that are forms of the language: <c>has(a.b)</c> and the walks over lists and maps.</summary>
internal static class Macros
{
    /// <summary>The form that the call is, or the call itself; null where it is a form used wrongly.</summary>
    public static Node? Expand(Call call, out Problem? problem)
    {
        problem = null;
        if (call.Target is null) return call is { Function: "has", Arguments.Length: 1 } ? Has(call, out problem) : call;
        var kind = (call.Function, call.Arguments.Length) switch
        {
            ("all", 2) => MacroKind.All,
            ("exists", 2) => MacroKind.Exists,
            ("exists_one" or "existsOne", 2) => MacroKind.ExistsOne,
            ("filter", 2) => MacroKind.Filter,
            ("map", 2 or 3) => MacroKind.Map,
            _ => (MacroKind?)null,
        };
        return kind is null ? call : Walk(call, call.Target, kind.Value, out problem);
    }

    private static Select? Has(Call call, out Problem? problem)
    {
        problem = null;
        switch (call.Arguments[0])
        {
            case Select { IsTest: false } select:
                return new Select(call.Span, select.Operand, select.Field, select.FieldSpan, isTest: true);
            // Beyond the specification: a name that is no plain word has no other form.
            case Syntax.Index { Key: Literal { Value.Kind: ValueKind.String } key } index:
                return new Select(call.Span, index.Operand, key.Value.AsString, key.Span, isTest: true);
        }
        problem = new Problem("syntax", "has(…) asks for a field.", call.Arguments[0].Span, "For example: has(customer.traits.email)");
        return null;
    }

    private static Macro? Walk(Call call, Node range, MacroKind kind, out Problem? problem)
    {
        problem = null;
        var arguments = call.Arguments;
        if (arguments[0] is not Name { IsAbsolute: false } variable)
        {
            problem = new Problem("syntax", $"The first argument of {call.Function}(…) is a name for the item.", arguments[0].Span, $"For example: list.{call.Function}(item, item > 1)");
            return null;
        }
        var (condition, result) = (kind, arguments.Length) switch
        {
            (MacroKind.Map, 2) => (null, arguments[1]),
            (MacroKind.Map, _) => (arguments[1], arguments[2]),
            _ => (arguments[1], (Node?)null),
        };
        return new Macro(call.Span, kind, range, variable.Text, variable.Span, condition, result);
    }
}
