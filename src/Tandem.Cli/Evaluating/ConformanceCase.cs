using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Cli.Evaluating;

/// <summary>One case in the form of the Common Expression Language's own tests, run through all stages.</summary>
/// <param name="Check">False plans the expression without checking it first.</param>
/// <param name="CheckOnly">Only the type is asked for.</param>
/// <param name="Macros">False takes the forms of the language for calls of functions.</param>
/// <param name="Expected">The value; null where an error is expected.</param>
/// <param name="DeducedType">What checking must find out; null where the case does not say.</param>
public sealed record ConformanceCase(string Section, string Name, string Expression, Declarations Declared, IReadOnlyDictionary<string, Value> Bindings, bool Check, bool CheckOnly, bool Macros, Value? Expected, RuleType? DeducedType) : ICase
{
    public CaseOutcome Run() => new($"{Section}/{Name}", Expression, Wanted(), Difference());

    private string Wanted() => (Expected, DeducedType) switch
    {
        (_, { } type) when CheckOnly => $"an expression of type {type}",
        (null, _) => "an error",
        ({ } value, { } type) => $"{Shown(value)}, deduced as {type}",
        ({ } value, _) => Shown(value),
    };

    private string? Difference()
    {
        var compiled = Expressions.Program.Compile(Expression, Declared, Check, macros: Macros);
        if (!compiled.IsOk) return $"it does not compile: {string.Join("; ", compiled.Errors)}";
        if (DeducedType is { } type && compiled.Value.Type != type) return $"type {compiled.Value.Type}";
        if (CheckOnly) return null;
        var value = compiled.Value.Evaluate(Bindings);
        return Expected is { } expected ? value.Equals(expected) ? null : Shown(value) : value.IsError ? null : Shown(value);
    }

    private static string Shown(Value value) => value.IsError ? $"the error {value.AsError.Code}: {value.AsError.Message}" : $"{value.Kind.ToString().ToLowerInvariant()} {value}";
}
