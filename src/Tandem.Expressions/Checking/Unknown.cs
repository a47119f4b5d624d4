using Tandem.Expressions.Facts;
using Tandem.Expressions.Functions;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Checking;

/// <summary>What to say about a name that nobody knows.</summary>
internal static class Unknown
{
    private static readonly string[] CustomerParts = ["traits", "identities", "consents"];
    private static readonly string[] Forms = ["has", "all", "exists", "exists_one", "map", "filter"];
    private static readonly string[] HistoryQuestions = ["within", "count", "none", "any", "first", "last"];

    public static Problem Name(Name name, Declarations declarations, IEnumerable<string> locals)
    {
        string[] roots = declarations.Scope switch
        {
            RuleScope.Segment => ["customer"],
            RuleScope.Journey => FactReader.Roots,
            _ => [.. declarations.Variables.Select(variable => variable.Name)],
        };
        var hint = declarations.Scope is not null && CustomerParts.Contains(name.Text)
            ? $"Did you mean customer.{name.Text}?"
            : Suggestion.For(name.Text, [.. roots, .. locals, .. TypeNames.All], nearest => $"Did you mean {nearest}?");
        hint ??= declarations.Scope is null ? null : "Ask for a trait as customer.traits.NAME; text goes in quotes";
        return new Problem("unknown_name", $"There is no `{name.Text}`.", name.Span, hint);
    }

    public static Problem Function(Call call, Declarations declarations)
    {
        if (StandardFunctions.Usages(call.Function).ToArray() is { Length: > 0 } usages)
            return new Problem("bad_arguments", $"{call.Function}(…) is not called like this.", call.FunctionSpan, $"It is called {string.Join(" or ", usages)}");
        if (Forms.Contains(call.Function))
            return new Problem("bad_arguments", $"{call.Function}(…) is not called like this.", call.FunctionSpan, call.Function == "has" ? "For example: has(customer.traits.email)" : $"For example: list.{call.Function}(item, item > 1)");
        if (declarations.Scope is not null && HistoryQuestions.Contains(call.Function))
            return new Problem("unknown_function", $"{call.Function}(…) is asked of events.", call.FunctionSpan, $"For example: events(\"Order Completed\"){(call.Function == "within" ? ".within(\"30d\").count()" : $".{call.Function}()")}");
        string[] known = [.. StandardFunctions.Names, .. Forms, .. declarations.Scope is null ? [] : FactReader.Functions];
        return new Problem("unknown_function", $"There is no function `{call.Function}`.", call.FunctionSpan, Suggestion.For(call.Function, known, nearest => $"Did you mean {nearest}(…)?"));
    }

    public static Problem EventField(Select select)
    {
        var hint = Suggestion.For(select.Field, EventParts.Types.Keys, nearest => $"Did you mean event.{nearest}?")
            ?? $"What was sent with it is in event.properties.{(Words.IsPlainField(select.Field) ? select.Field : "NAME")}";
        return new Problem("unknown_field", $"An event has no `{select.Field}`.", select.FieldSpan, hint);
    }
}
