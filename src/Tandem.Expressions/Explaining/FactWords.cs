using System.Globalization;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Explaining;

/// <summary>Facts in words: <c>"Order Completed" happened 1 time in 30 days</c>.</summary>
internal static class FactWords
{
    private static readonly (string Name, long Micros)[] Units = [("day", 86_400_000_000), ("hour", 3_600_000_000), ("minute", 60_000_000), ("second", 1_000_000)];

    public static string Say(Fact fact, bool isTest, Value value)
    {
        var subject = SubjectOf(fact);
        if (isTest) return value.IsTrue ? $"{subject} is known" : $"{subject} is not known";
        if (value.IsError) return Failures.IsNoSuchKey(value) ? MissingWords(fact, subject) : $"{subject} {ValueWords.Is(value)}";
        return fact.Kind switch
        {
            FactKind.Segment => value.IsTrue ? $"is in segment {subject}" : $"is not in segment {subject}",
            FactKind.Consent => value.IsTrue ? $"{subject} is granted" : $"{subject} is withdrawn",
            FactKind.Count => $"{subject} happened {Times(value.AsInt)}{InWindow(fact)}",
            FactKind.None => value.IsTrue ? $"{subject} did not happen{InWindow(fact)}" : $"{subject} happened{InWindow(fact)}",
            FactKind.Any => value.IsTrue ? $"{subject} happened{InWindow(fact)}" : $"{subject} did not happen{InWindow(fact)}",
            FactKind.First => $"{subject} happened first at {value}",
            FactKind.Last => $"{subject} happened last at {value}",
            FactKind.Now => $"it is {value}",
            _ => $"{subject} is {ValueWords.Short(value)}",
        };
    }

    private static string SubjectOf(Fact fact) => fact.Kind switch
    {
        FactKind.Trait => fact.Name,
        FactKind.Identity => $"{fact.Name} identity",
        FactKind.Consent => $"consent for {fact.Name}",
        FactKind.Segment => fact.Name,
        FactKind.Event => "the event",
        FactKind.Now => "the moment",
        _ => LiteralText.Of(Value.Of(fact.Name)),
    };

    private static string MissingWords(Fact fact, string subject) =>
        fact.IsHistory ? $"{subject} never happened" : fact.Kind == FactKind.Consent ? $"{subject} was never given or withdrawn" : $"{subject} is not known";

    private static string Times(long count) => count == 1 ? "1 time" : $"{count.ToString(CultureInfo.InvariantCulture)} times";

    private static string InWindow(Fact fact) => fact.Window is { } window ? $" in {Words(window)}" : "";

    private static string Words(Duration window)
    {
        foreach (var (name, micros) in Units)
        {
            if (window.Micros % micros != 0) continue;
            var count = window.Micros / micros;
            return count == 1 ? $"1 {name}" : $"{count.ToString(CultureInfo.InvariantCulture)} {name}s";
        }
        return window.ToString();
    }
}
