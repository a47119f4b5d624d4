using System.Globalization;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Past;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Explaining;

/// <summary>Figures over the past in words: <c>"Order Completed" happened 1 time in 30 days</c>.</summary>
internal static class PastWords
{
    private const string Timestamp = CanonicalText.Variable + ".timestamp";
    private const string Property = CanonicalText.Variable + ".properties.";

    private static readonly (string Name, long Micros)[] Units = [("day", 86_400_000_000), ("hour", 3_600_000_000), ("minute", 60_000_000), ("second", 1_000_000)];

    public static string Say(Aggregate aggregate, FactForm form, bool isTest, Value value)
    {
        var isMissing = Failures.IsNoSuchKey(value);
        if (value.IsError && !isMissing) return $"{Figure(aggregate)} {ValueWords.Is(value)}";
        if (isTest) return $"{Figure(aggregate)} is {(value.IsTrue ? "known" : "not known")}";
        var events = Events(aggregate);
        var window = Window(aggregate);
        return aggregate.Function switch
        {
            AggregateFunction.Count when form == FactForm.Value => $"{events} happened {Times(value.AsInt)}{window}",
            AggregateFunction.Count => value.IsTrue == (form == FactForm.Any) ? $"{events} happened{window}" : $"{events} did not happen{window}",
            AggregateFunction.First or AggregateFunction.Last when aggregate.Operand is null or Timestamp && isMissing =>
                aggregate.Window is null ? $"{events} never happened" : $"{events} did not happen{window}",
            AggregateFunction.First or AggregateFunction.Last when aggregate.Operand is Timestamp =>
                $"{events} happened {(aggregate.Function == AggregateFunction.First ? "first" : "last")}{window} at {value}",
            _ => isMissing ? $"{Figure(aggregate)} is not known" : $"{Figure(aggregate)} is {ValueWords.Short(value)}",
        };
    }

    private static string Figure(Aggregate aggregate)
    {
        var events = Events(aggregate);
        var window = Window(aggregate);
        var operand = aggregate.Operand is { } text ? Operand(text) : "";
        return aggregate.Function switch
        {
            AggregateFunction.Count => $"how often {events} happened{window}",
            AggregateFunction.First or AggregateFunction.Last => $"{(operand.Length == 0 ? "" : $"{operand} of ")}the {(aggregate.Function == AggregateFunction.First ? "first" : "last")} {events}{window}",
            AggregateFunction.Sum => $"sum of {operand} over {events}{window}",
            AggregateFunction.Average => $"average of {operand} over {events}{window}",
            AggregateFunction.Min => $"smallest {operand} over {events}{window}",
            AggregateFunction.Max => $"largest {operand} over {events}{window}",
            _ => $"number of different {operand} over {events}{window}",
        };
    }

    private static string Events(Aggregate aggregate)
    {
        var followed = aggregate.FollowedBy.Select(followed => $"{(followed.IsNegated ? "not followed by" : "followed by")} {Events(followed.Events)} within {Length(followed.Within)}");
        return $"{Events(aggregate.Events)} {string.Join(" and ", followed)}".TrimEnd();
    }

    private static string Events(EventSelection events)
    {
        var name = LiteralText.Of(Value.Of(events.Event));
        return events.Where is { } where ? $"{name} where {where}" : name;
    }

    /// <summary>A property by its name alone, anything else as it is written.</summary>
    private static string Operand(string text) => text == Timestamp ? "time" :
        text.StartsWith(Property, StringComparison.Ordinal) && Words.IsPlainField(text[Property.Length..]) ? text[Property.Length..] : text;

    private static string Times(long count) => count == 1 ? "1 time" : $"{count.ToString(CultureInfo.InvariantCulture)} times";

    private static string Window(Aggregate aggregate) => aggregate.Window is { } window ? $" in {Length(window)}" : "";

    private static string Length(Duration length)
    {
        foreach (var (name, micros) in Units)
        {
            if (length.Micros % micros != 0) continue;
            var count = length.Micros / micros;
            return count == 1 ? $"1 {name}" : $"{count.ToString(CultureInfo.InvariantCulture)} {name}s";
        }
        return length.ToString();
    }
}
