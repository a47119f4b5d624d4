using System.Numerics;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Tests.Planning;

/// <summary>Fields, items and optionals.</summary>
internal sealed partial class Interpreter
{
    private object? OfCall(Call call)
    {
        if (call.Target is Name { Text: "optional" }) return Made(call.Function, call.Arguments.IsEmpty ? null : Run(call.Arguments[0]));
        var target = call.Target is null ? null : Run(call.Target);
        return (call.Function, target) switch
        {
            ("hasValue", Perhaps optional) => optional.Content is not null,
            ("value", Perhaps optional) => optional.Content,
            ("orValue", Perhaps optional) => optional.Content ?? Run(call.Arguments[0]),
            ("or", Perhaps optional) => optional.Content is null ? Run(call.Arguments[0]) as Perhaps : optional,
            ("first", List<object> list) => new Perhaps(list.FirstOrDefault()),
            ("last", List<object> list) => new Perhaps(list.LastOrDefault()),
            _ => null,
        };
    }

    private static object? Made(string function, object? value) => (function, value) switch
    {
        ("none", _) => new Perhaps(null),
        ("of", { } content) => new Perhaps(content),
        ("ofNonZeroValue", { } content) => new Perhaps(IsZero(content) ? null : content),
        ("unwrap", List<object> list) => list.All(item => item is Perhaps) ? list.OfType<Perhaps>().Select(item => item.Content).OfType<object>().ToList() : null,
        _ => null,
    };

    private static bool IsZero(object value) => value switch
    {
        BigInteger whole => whole.IsZero,
        double number => number == 0,
        string text => text.Length == 0,
        bool truth => !truth,
        List<object> list => list.Count == 0,
        Mapping map => map.Entries.Count == 0,
        _ => false,
    };

    private object? OfSelect(Select select)
    {
        var operand = Run(select.Operand);
        return select.IsTest ? Has(operand, select.Field) : Found(operand, select.Field, select.IsOptional, Field);
    }

    private static object? Has(object? operand, string field) => operand switch
    {
        Perhaps optional => optional.Content is null ? false : Has(optional.Content, field),
        Mapping map => map.Find(field) is not null,
        _ => null,
    };

    /// <param name="look">Gives a <see cref="Perhaps"/>, or null for an error.</param>
    private static object? Found(object? operand, object? key, bool isOptional, Func<object, object, Perhaps?> look)
    {
        if (operand is Perhaps { Content: null }) return operand;
        if (operand is null || key is null) return null;
        if (operand is Perhaps { Content: Perhaps nested }) return Found(nested, key, false, look) is { } inner ? new Perhaps(inner) : null;
        var found = look(operand is Perhaps { Content: { } content } ? content : operand, key);
        return isOptional || operand is Perhaps ? found : found?.Content;
    }

    private static Perhaps? Field(object operand, object field) => operand is Mapping map ? new Perhaps(map.Find(field)) : null;

    private static Perhaps? Item(object operand, object key)
    {
        if (operand is Mapping map) return new Perhaps(map.Find(key));
        if (operand is not List<object> items || !IsNumber(key) || (key is double number && !double.IsInteger(number))) return null;
        var index = key is BigInteger whole ? whole : new BigInteger(AsDouble(key));
        return new Perhaps(index >= 0 && index < items.Count ? items[(int)index] : null);
    }

    private object? OfMapped(Macro macro)
    {
        if (Run(macro.Range) is not Perhaps optional) return null;
        if (optional.Content is null) return optional;
        var result = With([optional.Content], macro.Variables).Run(macro.Children[1]);
        return macro.Kind == MacroKind.OptFlatMap ? result as Perhaps : result is null ? null : new Perhaps(result);
    }
}
