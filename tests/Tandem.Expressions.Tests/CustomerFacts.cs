using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Tests;

/// <summary>One customer's facts, held in plain collections.</summary>
internal sealed class CustomerFacts : FactSource
{
    private static readonly Value Missing = Value.Of(new Error("no_such_key", "There is no such fact."));

    public Dictionary<string, Value> Traits { get; init; } = [];

    public Dictionary<string, Value> Identities { get; init; } = [];

    public Dictionary<string, Value> Consents { get; init; } = [];

    public Dictionary<string, Value> AccountTraits { get; init; } = [];

    public HashSet<string> Segments { get; init; } = [];

    /// <summary>In the order of arrival.</summary>
    public List<Value> Events { get; init; } = [];

    public Value Event { get; set; } = Missing;

    public Instant Now { get; init; } = TestTimes.Now;

    protected override Value Read(Fact fact) => fact.Kind switch
    {
        FactKind.Trait => Traits.GetValueOrDefault(fact.Name, Missing),
        FactKind.Identity => Identities.GetValueOrDefault(fact.Name, Missing),
        FactKind.Consent => Consents.GetValueOrDefault(fact.Name, Missing),
        FactKind.Segment => Value.Of(Segments.Contains(fact.Name)),
        FactKind.AccountTrait => AccountTraits.GetValueOrDefault(fact.Name, Missing),
        FactKind.Event => Event,
        FactKind.Now => Value.Of(Now),
        FactKind.Aggregate when fact.Aggregate is { } aggregate => aggregate.Over(Events, Now),
        _ => Missing,
    };
}
