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

    public static string Say(Fact fact, FactForm form, bool isTest, Value value)
    {
        var subject = SubjectOf(fact);
        if (value.Kind == ValueKind.Optional) value = value.AsOptional ?? Failures.NoSuchKey(fact.Name);
        if (isTest) return value.IsTrue ? $"{subject} is known" : $"{subject} is not known";
        if (value.IsError) return Failures.IsNoSuchKey(value) ? MissingWords(fact, subject) : $"{subject} {ValueWords.Is(value)}";
        return fact.Aggregate is { } aggregate ? Past(aggregate, form, subject, value) : fact.Kind switch
        {
            FactKind.Segment => value.IsTrue ? $"is in segment {subject}" : $"is not in segment {subject}",
            FactKind.Consent => value.IsTrue ? $"{subject} is granted" : $"{subject} is withdrawn",
            FactKind.Now => $"it is {value}",
            _ => $"{subject} is {ValueWords.Short(value)}",
        };
    }

    private static string Past(Aggregate aggregate, FactForm form, string subject, Value value) => aggregate.Function switch
    {
        AggregateFunction.Count when form == FactForm.Value => $"{subject} happened {Times(value.AsInt)}{InWindow(aggregate)}",
        AggregateFunction.Count => value.IsTrue == (form == FactForm.Any) ? $"{subject} happened{InWindow(aggregate)}" : $"{subject} did not happen{InWindow(aggregate)}",
        AggregateFunction.First => $"{subject} happened first at {value}",
        _ => $"{subject} happened last at {value}",
    };

    private static string SubjectOf(Fact fact) => fact.Kind switch
    {
        FactKind.Trait => fact.Name,
        FactKind.Identity => $"{fact.Name} identity",
        FactKind.Consent => $"consent for {fact.Name}",
        FactKind.Segment => fact.Name,
        FactKind.Event => "the event",
        FactKind.Now => "the moment",
        _ => LiteralText.Of(Value.Of(fact.Aggregate?.Event ?? "")),
    };

    private static string MissingWords(Fact fact, string subject) =>
        fact.Aggregate is not null ? $"{subject} never happened" : fact.Kind == FactKind.Consent ? $"{subject} was never given or withdrawn" : $"{subject} is not known";

    private static string Times(long count) => count == 1 ? "1 time" : $"{count.ToString(CultureInfo.InvariantCulture)} times";

    private static string InWindow(Aggregate aggregate) => aggregate.Window is { } window ? $" in {Words(window)}" : "";

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
