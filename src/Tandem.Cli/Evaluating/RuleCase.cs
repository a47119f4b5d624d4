using Tandem.Expressions;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Cli.Evaluating;

/// <summary>A rule, a customer, and what the rule must say of that customer.</summary>
/// <param name="Title">Where it stands, and what it is about.</param>
/// <param name="Is">Of a condition, and an error of any expression; null where a value is expected.</param>
/// <param name="Value">Of any expression.</param>
/// <param name="Because">What must occur in the words of the explanation.</param>
public sealed record RuleCase(string Title, string Rule, History Facts, Outcome? Is, Value? Value, IReadOnlyList<string> Because) : ICase
{
    public CaseOutcome Run() => new(Title, Rule, Wanted(), Difference());

    private string Wanted()
    {
        var wanted = Is is { } outcome ? outcome.ToString().ToLowerInvariant() : $"{Value}";
        return Because.Count == 0 ? wanted : $"{wanted}, because {string.Join(" and ", Because)}";
    }

    private string? Difference() => Is is Outcome.True or Outcome.False ? DifferenceOfCondition() : DifferenceOfValue();

    private string? DifferenceOfCondition()
    {
        var compiled = Expressions.Rule.Compile(Rule, RuleScope.Journey);
        return compiled.TryGet(out var rule, out var errors) ? Compared(rule.Test(Facts) == Is, rule.Explain(Facts)) : ErrorText.Of(errors);
    }

    private string? DifferenceOfValue()
    {
        if (!Formula.Compile(Rule, RuleScope.Journey).TryGet(out var formula, out var errors)) return ErrorText.Of(errors);
        var found = formula.Evaluate(Facts);
        return Compared(Value is { } wanted ? SameValue.Are(wanted, found) : found.IsError, formula.Explain(Facts));
    }

    private string? Compared(bool isWanted, Explanation explanation)
    {
        var text = ExplanationText.Of(explanation);
        if (isWanted && Because.All(words => text.Contains(words, StringComparison.Ordinal))) return null;
        return string.Join('\n', [text, .. Slips.In(Rule, Facts).Select(slip => slip.Hint)]);
    }
}
