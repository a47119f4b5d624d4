using System.Collections.Immutable;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Parsing;

/// <summary>Calls that are forms of the language: <c>has(a.b)</c>, <c>cel.bind(x, a, b)</c> and the walks over lists and maps.</summary>
internal static class Macros
{
    /// <summary>The form that the call is, or the call itself; null where it is a form used wrongly.</summary>
    public static Node? Expand(Call call, out Problem? problem)
    {
        problem = null;
        if (call.Target is null) return call is { Function: "has", Arguments.Length: 1 } ? Has(call, out problem) : call;
        if (call is { Target: Name { Text: Binding.Namespace }, Function: Binding.Function, Arguments.Length: 3 }) return Bind(call, out problem);
        if (Blocks.Expand(call) is { } block) return block;
        return MacroForm.Find(call.Function, call.Arguments.Length) is { } form ? Walk(call, call.Target, form, out problem) : call;
    }

    private static Select? Has(Call call, out Problem? problem)
    {
        problem = null;
        switch (call.Arguments[0])
        {
            case Select { IsOptional: true } or Syntax.Index { IsOptional: true }:
                problem = new Problem("syntax", "has(…) asks whether a field is there, so the field is written without ?.", call.Arguments[0].Span, "has(a.b), has(a.?b.c), or a.?b.hasValue()");
                return null;
            case Select { IsTest: false } select:
                return new Select(call.Span, select.Operand, select.Field, select.FieldSpan, isTest: true);
            // Beyond the specification: a name that is no plain word has no other form.
            case Syntax.Index { Key: Literal { Value.Kind: ValueKind.String } key } index:
                return new Select(call.Span, index.Operand, key.Value.AsString, key.Span, isTest: true);
        }
        problem = new Problem("syntax", "has(…) asks for a field.", call.Arguments[0].Span, "For example: has(customer.traits.email)");
        return null;
    }

    private static Binding? Bind(Call call, out Problem? problem)
    {
        problem = null;
        if (VariableIn(call.Arguments[0]) is { } variable) return new Binding(call.Span, variable, call.Arguments[1], call.Arguments[2]);
        problem = new Problem("syntax", "The first argument of cel.bind(…) is a name for the second.", call.Arguments[0].Span, "For example: cel.bind(age, customer.traits.age, age > 18 && age < 30)");
        return null;
    }

    private static Macro? Walk(Call call, Node range, MacroForm form, out Problem? problem)
    {
        problem = null;
        var variables = ImmutableArray.CreateBuilder<Variable>(form.Variables);
        foreach (var argument in call.Arguments[..form.Variables])
        {
            if (VariableIn(argument) is not { } variable)
                problem = new Problem("syntax", form.Variables == 1 ? $"The first argument of {call.Function}(…) is a name for the item." : $"The first two arguments of {call.Function}(…) are names, for the index or key and for the item.", argument.Span, $"For example: {form.Example}");
            else if (variables.Any(other => other.Text == variable.Text))
                problem = new Problem("syntax", $"The two names of {call.Function}(…) are the same.", argument.Span, $"For example: {form.Example}");
            else
                variables.Add(variable);
            if (problem is not null) return null;
        }
        var condition = form.HasCondition ? call.Arguments[form.Variables] : null;
        var result = form.HasResult ? call.Arguments[^1] : null;
        return new Macro(call.Span, form.Kind, range, variables.ToImmutable(), condition, result);
    }

    private static Variable? VariableIn(Node node) => node is Name { IsAbsolute: false } name ? new Variable(name.Text, name.Span) : null;
}
