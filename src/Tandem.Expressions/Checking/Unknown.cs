using Tandem.Expressions.Facts;
using Tandem.Expressions.Functions;
using Tandem.Expressions.Past;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Checking;

/// <summary>What to say about a name that nobody knows.</summary>
internal static class Unknown
{
    private static readonly string[] CustomerParts = ["traits", "identities", "consents"];
    private static readonly string[] Forms = ["has", .. MacroForm.Names];

    public static Problem Name(Name name, Declarations declarations, IEnumerable<string> locals)
    {
        string[] roots = declarations.Scope switch
        {
            RuleScope.Segment => ["customer", "account"],
            RuleScope.Journey => FactReader.Roots,
            _ => [.. declarations.Variables.Select(variable => variable.Name)],
        };
        var hint = declarations.Scope is not null && CustomerParts.Contains(name.Text)
            ? $"Did you mean customer.{name.Text}?"
            : Suggestion.For(name.Text, [.. roots, .. locals, .. TypeNames.All], nearest => $"Did you mean {nearest}?");
        hint ??= declarations.Scope is null ? null : "Ask for a trait as customer.traits.NAME; text goes in quotes";
        return new Problem("unknown_name", $"There is no `{name.Text}`.", name.Span, hint);
    }

    /// <summary>Whether the call is written like a form of the language but has not its arguments; they then mean nothing.</summary>
    public static bool IsForm(Call call, Declarations declarations) =>
        Forms.Contains(call.Function) || IsBinding(call) || (declarations.Scope is not null && PastProblems.ExampleOf(call.Function) is not null);

    public static Problem Function(Call call, Declarations declarations)
    {
        if (CalledOtherwise(call.Function, call) is { } otherwise) return otherwise;
        if (Forms.Contains(call.Function))
            return new Problem("bad_arguments", $"{call.Function}(…) is not called like this.", call.FunctionSpan, $"For example: {(call.Function == "has" ? "has(customer.traits.email)" : string.Join(" or ", MacroForm.Examples(call.Function)))}");
        if (IsBinding(call))
            return new Problem("bad_arguments", "cel.bind(…) is not called like this.", call.FunctionSpan, "It takes a name, what it stands for and what is made of it: cel.bind(age, customer.traits.age, age > 18 && age < 30)");
        if (declarations.Scope is not null && MistypedEvents(call) is { } mistyped) return mistyped;
        if (declarations.Scope is not null && PastProblems.ExampleOf(call.Function) is { } example)
            return new Problem("unknown_function", $"{call.Function}(…) is asked of events.", call.FunctionSpan, $"For example: {example}");
        string[] known = [.. Library.Names, .. Forms, .. declarations.Scope is null ? [] : FactReader.Functions];
        return new Problem("unknown_function", $"There is no function `{call.Function}`.", call.FunctionSpan, OtherWords.ForFunction(call.Function) ?? Suggestion.For(call.Function, known, nearest => $"Did you mean {nearest}(…)?"));
    }

    /// <summary>Something asked of what was probably meant for <c>events(…)</c>; null for anything else.</summary>
    private static Problem? MistypedEvents(Call call)
    {
        var root = call;
        while (root.Target is Call target) root = target;
        if (root.Target is not null || root == call || PastProblems.ExampleOf(call.Function) is null) return null;
        var hint = Suggestion.For(root.Function, [PastReader.Root], nearest => $"Did you mean {nearest}(…)?");
        return hint is null ? null : new Problem("unknown_function", $"There is no function `{root.Function}`.", root.FunctionSpan, hint);
    }

    private static bool IsBinding(Call call) => call is { Target: Name { Text: Binding.Namespace }, Function: Binding.Function };

    /// <summary>For a call on a name that is no variable: what to say if it was meant for a function of a namespace; null if not.</summary>
    public static Problem? FunctionOfNamespace(Call call)
    {
        if (call.Target is null || Declarations.DottedName(call.Target) is not { } space) return null;
        var name = $"{space}.{call.Function}";
        if (CalledOtherwise(name, call) is { } otherwise) return otherwise;
        var hint = Suggestion.For(name, Library.Names.Where(known => known.Contains('.')), nearest => $"Did you mean {nearest}(…)?");
        if (hint is null && Library.Namespaces.Contains(space))
            hint = $"There are {string.Join(", ", Library.Names.Where(known => known.StartsWith($"{space}.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(known => $"{known}(…)"))}";
        return hint is null ? null : new Problem("unknown_function", $"There is no function `{name}`.", call.Target.Span.To(call.FunctionSpan), hint);
    }

    private static Problem? CalledOtherwise(string name, Call call) => Library.Usages(name).ToArray() is { Length: > 0 } usages
        ? new Problem("bad_arguments", $"{name}(…) is not called like this.", call.FunctionSpan, $"It is called {string.Join(" or ", usages)}")
        : null;

    public static Problem EventField(Select select)
    {
        var hint = Suggestion.For(select.Field, EventParts.Types.Keys, nearest => $"Did you mean {Printer.Print(select.Operand)}.{nearest}?")
            ?? $"What was sent with it is in {Printer.Print(select.Operand)}.properties{Printer.Field(select.Field)}";
        return new Problem("unknown_field", $"An event has no `{select.Field}`.", select.FieldSpan, hint);
    }
}
