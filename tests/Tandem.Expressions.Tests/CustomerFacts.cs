using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Tests;

/// <summary>One customer's facts, held in plain collections.</summary>
internal sealed class CustomerFacts : IFacts
{
    private static readonly Value Missing = Value.Of(new Error("no_such_key", "There is no such fact."));

    public Dictionary<string, Value> Traits { get; init; } = [];

    public Dictionary<string, Value> Identities { get; init; } = [];

    public Dictionary<string, Value> Consents { get; init; } = [];

    public HashSet<string> Segments { get; init; } = [];

    public Dictionary<string, Instant[]> Past { get; init; } = [];

    public Value Event { get; set; } = Missing;

    public Instant Now { get; init; } = TestTimes.Now;

    public Value Trait(string name) => Traits.GetValueOrDefault(name, Missing);

    public Value Identity(string kind) => Identities.GetValueOrDefault(kind, Missing);

    public Value Consent(string channel) => Consents.GetValueOrDefault(channel, Missing);

    public bool InSegment(string name) => Segments.Contains(name);

    public long Count(string eventName, Duration? window)
    {
        if (!Past.TryGetValue(eventName, out var times)) return 0;
        if (window is not { } length) return times.Length;
        var count = 0;
        foreach (var time in times)
            if (time > Now - length) count++;
        return count;
    }

    public (Instant First, Instant Last)? Span(string eventName) =>
        Past.TryGetValue(eventName, out var times) && times.Length > 0 ? (times.Min(), times.Max()) : null;
}
