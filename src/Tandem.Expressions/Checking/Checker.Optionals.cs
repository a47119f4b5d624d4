using Tandem.Expressions.Functions;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Checking;

/// <summary>Fields and items of optionals, which are optionals too, and what may or may not stand in a list or a map.</summary>
internal sealed partial class Checker
{
    private const string HowToMakeOptionals = "An optional is made by .? or optional.of(…): customer.traits.?plan.orValue(\"free\")";

    private static string? HintFor(Function function, RuleType[] types)
    {
        if (function.Signatures[0].Parameters is not [{ Kind: ValueKind.Optional }, ..]) return null;
        return types[0].Kind == ValueKind.Optional ? $"What counts where it is missing is {(function == OptionalFunctions.Or ? types[0] : types[0].Element)}, too" : HowToMakeOptionals;
    }

    /// <summary>What a field or an item is looked up in, and whether what is found there is an optional.</summary>
    private (RuleType Type, bool IsOptional) OperandOf(Node operand, bool isOptional)
    {
        var type = TypeOf(operand);
        return type.Kind == ValueKind.Optional ? (type.Element ?? RuleType.Dyn, true) : (type, isOptional);
    }

    private static RuleType Found(RuleType type, bool isOptional) => isOptional ? RuleType.OptionalOf(type) : type;

    private RuleType OfList(ListLiteral list)
    {
        var items = RuleType.Open;
        for (var item = 0; item < list.Children.Length; item++) items = items.Join(list.IsOptional(item) ? ContentOf(list.Children[item]) : TypeOf(list.Children[item]));
        return RuleType.ListOf(items);
    }

    private RuleType OfMap(MapLiteral map)
    {
        var (keys, values) = (RuleType.Open, RuleType.Open);
        for (var entry = 0; entry < map.Count; entry++)
        {
            keys = keys.Join(OfKey(map.Key(entry)));
            values = values.Join(map.IsOptional(entry) ? ContentOf(map.Value(entry)) : TypeOf(map.Value(entry)));
        }
        return RuleType.MapOf(keys, values);
    }

    private RuleType ContentOf(Node optional)
    {
        var type = TypeOf(optional);
        return type.Fits(RuleType.AnyOptional)
            ? type.Element ?? RuleType.Dyn
            : Wrong("no_such_overload", $"After `?` stands an optional, not {type}.", optional.Span, "What is always there is written without ?");
    }

    private RuleType OfMapped(Macro macro, RuleType result)
    {
        if (macro.Kind == MacroKind.OptMap) return RuleType.OptionalOf(result);
        if (result.IsDyn) return RuleType.AnyOptional;
        return result.Kind == ValueKind.Optional
            ? result
            : Wrong("no_such_overload", $"The result of optFlatMap(…) is an optional, not {result}.", (macro.Result ?? macro).Span, "optMap(…) takes results that are always there");
    }
}
