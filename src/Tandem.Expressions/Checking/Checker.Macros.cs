using Tandem.Expressions.Facts;
using Tandem.Expressions.Past;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Checking;

/// <summary>Forms that name something: walks and bindings.</summary>
internal sealed partial class Checker
{
    private readonly Stack<(string Name, RuleType Type)> locals = new();

    private RuleType OfMacro(Macro macro)
    {
        if (declarations.Scope is not null && PastReader.IsUnasked(macro.Range)) return Wrong(PastProblems.Walked(macro, MacroForm.NameOf(macro.Kind)));
        var range = TypeOf(macro.Range);
        if (macro.Variables.FirstOrDefault(IsTaken) is { Text: not null } taken) return NameTaken(taken);
        if (WrongRange(macro.Kind, range) is { } wrong) return Wrong("no_such_overload", wrong, macro.Range.Span, macro.Kind is MacroKind.OptMap or MacroKind.OptFlatMap ? HowToMakeOptionals : null);
        var (first, second) = ItemsOf(range, macro.Variables.Length);
        locals.Push((macro.Variables[0].Text, first));
        if (macro.Variables.Length == 2) locals.Push((macro.Variables[1].Text, second));
        if (macro.Condition is { } condition) Condition(TypeOf(condition), condition, "a condition");
        var result = macro.Result is { } mapped ? TypeOf(mapped) : first;
        for (var i = 0; i < macro.Variables.Length; i++) locals.Pop();
        return macro.Kind switch
        {
            MacroKind.Map or MacroKind.Filter or MacroKind.TransformList => RuleType.ListOf(result),
            MacroKind.TransformMap => RuleType.MapOf(first, result),
            MacroKind.TransformMapEntry => result.Fits(RuleType.AnyMap)
                ? result.IsDyn ? RuleType.AnyMap : result
                : Wrong("no_such_overload", $"transformMapEntry(…) makes a map of maps, not of {result}.", (macro.Result ?? macro).Span, "For example: map.transformMapEntry(key, value, {value: key})"),
            MacroKind.SortBy => Operators.IsOrdered(result)
                ? range
                : Wrong("no_such_overload", $"Nothing is sorted by {result}.", (macro.Result ?? macro).Span, "Sort by text, numbers, times or truth values: list.sortBy(item, item.price)"),
            MacroKind.OptMap or MacroKind.OptFlatMap => OfMapped(macro, result),
            _ => RuleType.Bool,
        };
    }

    private static string? WrongRange(MacroKind kind, RuleType range) => kind switch
    {
        MacroKind.OptMap or MacroKind.OptFlatMap => range.Fits(RuleType.AnyOptional) ? null : $"{MacroForm.NameOf(kind)}(…) is asked of an optional, not of {range}.",
        MacroKind.SortBy => range.Fits(RuleType.AnyList) ? null : $"{A(range)} has no items to sort.",
        _ => range.Fits(RuleType.AnyList) || range.Fits(RuleType.AnyMap) ? null : $"{A(range)} has no items to walk over.",
    };

    private RuleType OfBinding(Binding binding)
    {
        var value = TypeOf(binding.Value);
        if (IsTaken(binding.Variable)) return NameTaken(binding.Variable);
        locals.Push((binding.Variable.Text, value));
        var result = TypeOf(binding.Result);
        locals.Pop();
        return result;
    }

    /// <summary>What one variable stands on, or the first and the second of two.</summary>
    private static (RuleType First, RuleType Second) ItemsOf(RuleType range, int variables)
    {
        var item = range.Inner;
        if (variables == 1) return (range.Key ?? item, item);
        return (range.Kind == ValueKind.List ? RuleType.Int : range.Key ?? RuleType.Dyn, item);
    }

    private bool IsTaken(Variable variable) => declarations.Scope is not null && FactReader.Roots.Contains(variable.Text);

    private RuleType NameTaken(Variable variable) =>
        Wrong("name_taken", $"`{variable.Text}` has a meaning of its own and cannot be the name of an item.", variable.Span, "Any other name will do: item");
}
