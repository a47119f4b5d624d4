using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Facts;

/// <summary>One thing that a rule asks its host.</summary>
/// <param name="Name">Of the trait, kind, channel, segment, field or property; empty for an account's id, the interaction at hand, the moment and aggregates.</param>
/// <param name="Aggregate">Of a fact of that kind; otherwise null.</param>
public sealed record Fact(FactKind Kind, string Name = "", Aggregate? Aggregate = null)
{
    /// <summary>What is known of its value before it is read.</summary>
    internal RuleType Type => Kind switch
    {
        FactKind.Identity or FactKind.AccountId => RuleType.String,
        FactKind.Consent or FactKind.Segment => RuleType.Bool,
        FactKind.Now => RuleType.Timestamp,
        FactKind.Event => RuleType.Event,
        FactKind.EventField => EventParts.Types[Name],
        FactKind.Aggregate => Aggregate?.Type ?? RuleType.Dyn,
        _ => RuleType.Data,
    };

    /// <summary>Answers <see cref="FactKind.Event"/>, <see cref="FactKind.EventField"/> and <see cref="FactKind.EventProperty"/> for a host that has the whole event.</summary>
    /// <param name="event">A map, or an error where there is no event.</param>
    public Value Of(Value @event)
    {
        if (Kind == FactKind.Event || @event.IsError) return @event;
        var holder = Kind == FactKind.EventField ? @event : Part(@event, EventParts.Properties);
        return holder.IsError ? holder : Part(holder, Name);
    }

    private static Value Part(Value of, string name) =>
        of.Kind == ValueKind.Map && of.AsMap.TryGetValue(Value.Of(name), out var part) ? part : Failures.NoSuchKey(name);
}
