using Tandem.Engine.Customers;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>Which figures over the past the engine keeps, and reads from what it keeps: how often and when something happened.</summary>
public static class KeptAggregates
{
    /// <summary>What is kept, for somebody who asks for more.</summary>
    public const string Hint = "It keeps how often and when: .count(), .any(), .none(), .first().timestamp and .last().timestamp, each also after .within(\"30d\")";

    private const string Timestamp = "e.timestamp";

    private static readonly Value Never = Value.Of(new Error("no_such_key", "The customer has no such event in the past."));

    /// <summary>Whether a rule that reads it may be published.</summary>
    public static bool Keeps(Aggregate aggregate) => aggregate is { Events.Where: null, FollowedBy.IsEmpty: true } && aggregate.Function switch
    {
        AggregateFunction.Count => true,
        AggregateFunction.First or AggregateFunction.Last => aggregate.Operand == Timestamp,
        _ => false,
    };

    /// <exception cref="NotSupportedException">It is not kept; publishing refuses such a rule.</exception>
    public static Value Read(Aggregate aggregate, Customer customer, Instant now)
    {
        if (!Keeps(aggregate)) throw new NotSupportedException($"The engine does not keep {aggregate}.");
        var tally = customer.Tally(aggregate.Event);
        var start = aggregate.Window is { } window ? now - window : (Instant?)null;
        return aggregate.Function switch
        {
            AggregateFunction.Count => Value.Of(tally is null ? 0 : start is { } after ? tally.CountAfter(after) : tally.Total),
            _ when tally is null => Never,
            AggregateFunction.First => start is { } after ? OrNever(tally.OldestAfter(after)) : Value.Of(tally.First),
            _ => start is null || tally.Last > start ? Value.Of(tally.Last) : Never,
        };
    }

    private static Value OrNever(Instant? time) => time is { } known ? Value.Of(known) : Never;
}
