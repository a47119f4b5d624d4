using Tandem.Engine.Aggregates;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>What a customer's counters say of a figure over the past that nobody kept: how often each thing happened, and when first and last.</summary>
public static class CountedPast
{
    private const string Timestamp = "e.timestamp";

    /// <param name="whether">Only whether there was any is asked, and any number above 0 will do.</param>
    /// <returns>The figure, as it would be kept; null where the counters do not say.</returns>
    public static Value? Read(Customer customer, Aggregate aggregate, Instant now, bool whether)
    {
        EventCounter? found = null;
        foreach (var counter in customer.Events)
            if (string.Equals(counter.Name, aggregate.Event, StringComparison.Ordinal)) found = counter;
        if (found is not { } events) return customer.Events.Count < EventCounter.MaxNames ? Track.ReadNothing(aggregate) : null;
        // At this moment or before it is out of the window.
        var start = aggregate.Window is { } window ? now - window : new Instant(long.MinValue);
        if (events.Last <= start) return Track.ReadNothing(aggregate);
        if (aggregate.Events.Where is not null || !aggregate.FollowedBy.IsEmpty) return null;
        var allInside = events.First > start;
        return aggregate.Function switch
        {
            AggregateFunction.Count when allInside => Value.Of(events.Total),
            AggregateFunction.Count when whether => Value.Of(1L),
            AggregateFunction.First when allInside && aggregate.Operand == Timestamp => Value.Of(events.First),
            AggregateFunction.Last when aggregate.Operand == Timestamp => Value.Of(events.Last),
            _ => null,
        };
    }
}
