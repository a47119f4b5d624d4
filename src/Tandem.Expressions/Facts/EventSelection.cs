using Tandem.Expressions.Past;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Facts;

/// <summary>Events of one name, perhaps with a condition on each: <c>events("A").where(e, …)</c>. Immutable and thread-safe.</summary>
public sealed class EventSelection
{
    private static readonly Value NameKey = Value.Of("name"), TimestampKey = Value.Of("timestamp"), TypeKey = Value.Of("type"), Group = Value.Of("group");

    private readonly EventPlan? condition;

    internal EventSelection(string name, string? where)
    {
        Event = name;
        Where = where;
        condition = where is null ? null : new EventPlan(where);
    }

    /// <summary>The event of a track, the name of a page or screen.</summary>
    public string Event { get; }

    /// <summary>The condition in canonical text, in which the event is <c>e</c>; null for none.</summary>
    public string? Where { get; }

    /// <summary>Whether an event is one of these. A condition that ends in an error, or takes more work than <see cref="Aggregate.MaxWork"/>, leaves it out.</summary>
    /// <param name="event">A map with the parts that rules know of an event, its timestamp at least. The name of a group call is its group's and no event.</param>
    public bool Selects(Value @event)
    {
        if (@event.Kind != ValueKind.Map) return false;
        var parts = @event.AsMap;
        if (!parts.TryGetValue(NameKey, out var name) || name.Kind != ValueKind.String || name.AsString != Event) return false;
        if (!parts.TryGetValue(TimestampKey, out var time) || time.Kind != ValueKind.Timestamp) return false;
        if (parts.TryGetValue(TypeKey, out var type) && type.Equals(Group)) return false;
        return condition is null || condition.Of(@event).IsTrue;
    }
}
