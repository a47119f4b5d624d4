using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Facts;

/// <summary>
/// One customer as told, with everything that ever happened: the host for trying rules out, for cases and for runs over
/// the past. Figures are worked out from the whole history each time: right, and slow for many events. Not thread-safe.
/// </summary>
public sealed class History : FactSource
{
    public IReadOnlyDictionary<string, Value> Traits { get; init; } = new Dictionary<string, Value>();

    /// <summary>The first identity of each kind.</summary>
    public IReadOnlyDictionary<string, string> Identities { get; init; } = new Dictionary<string, string>();

    /// <summary>By channel: true granted, false withdrawn.</summary>
    public IReadOnlyDictionary<string, bool> Consents { get; init; } = new Dictionary<string, bool>();

    /// <summary>The group id of the account that the customer joined last; null without one.</summary>
    public string? AccountId { get; init; }

    public IReadOnlyDictionary<string, Value> AccountTraits { get; init; } = new Dictionary<string, Value>();

    /// <summary>The segments that the customer is in.</summary>
    public IReadOnlySet<string> Segments { get; init; } = new HashSet<string>();

    /// <summary>What happened, in the order of arrival: maps with <c>name</c>, <c>timestamp</c> (a timestamp) and whatever else rules may ask of an event.</summary>
    public IReadOnlyList<Value> Events { get; init; } = [];

    /// <summary>The interaction at hand; null without one.</summary>
    public Value? Event { get; init; }

    /// <summary>The moment.</summary>
    public required Instant Now { get; init; }

    protected override Value Read(Fact fact) => fact.Kind switch
    {
        FactKind.Trait => Traits.TryGetValue(fact.Name, out var trait) ? trait : Missing(fact),
        FactKind.Identity => Identities.TryGetValue(fact.Name, out var identity) ? Value.Of(identity) : Missing(fact),
        FactKind.Consent => Consents.TryGetValue(fact.Name, out var granted) ? Value.Of(granted) : Missing(fact),
        FactKind.AccountTrait => AccountTraits.TryGetValue(fact.Name, out var trait) ? trait : Missing(fact),
        FactKind.AccountId => AccountId is { } id ? Value.Of(id) : Missing(fact),
        FactKind.Segment => Value.Of(Segments.Contains(fact.Name)),
        FactKind.Event or FactKind.EventField or FactKind.EventProperty => fact.Of(Event ?? Missing(fact)),
        FactKind.Now => Value.Of(Now),
        FactKind.Aggregate when fact.Aggregate is { } aggregate => aggregate.Over(Events, Now),
        _ => Missing(fact),
    };

    private static Value Missing(Fact fact) => Failures.NoSuchKey(fact.Name.Length > 0 ? fact.Name : fact.Kind.ToString());
}
