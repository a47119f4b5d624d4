using Tandem.Expressions;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Types;
using Tandem.Primitives;

namespace Tandem.Cli.Evaluating;

/// <summary>Names that an expression probably has wrong: the facts know nothing of them, and something that is written nearly so.</summary>
internal static class Slips
{
    public static Vocabulary NamesIn(History facts) => new()
    {
        Traits = facts.Traits.Keys.ToDictionary(name => name, _ => RuleType.Dyn),
        AccountTraits = facts.AccountTraits.Keys.ToDictionary(name => name, _ => RuleType.Dyn),
        Events = facts.Events.Select(happened => happened.AsMap[EventValue.Name].AsString).ToHashSet(),
    };

    public static IReadOnlyList<Error> In(string text, History facts) =>
        Formula.Compile(text, RuleScope.Journey, vocabulary: NamesIn(facts)).TryGet(out var formula, out _) ? Of(formula) : [];

    /// <summary>A name that is like none may well be right, and of this customer nothing is known.</summary>
    public static IReadOnlyList<Error> Of(Formula formula) => [.. formula.Warnings.Where(warning => warning.Hint is not null)];
}
