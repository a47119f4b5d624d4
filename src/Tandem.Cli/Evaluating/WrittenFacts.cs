using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Cli.Evaluating;

/// <summary>What a file says is known of one customer.</summary>
public sealed class WrittenFacts : FactSource
{
    private static readonly Value Missing = Value.Of(new Error("no_such_key", "The file does not say."));

    public IReadOnlyDictionary<string, Value> Traits { get; init; } = new Dictionary<string, Value>();

    public IReadOnlyDictionary<string, Value> Identities { get; init; } = new Dictionary<string, Value>();

    public IReadOnlyDictionary<string, Value> Consents { get; init; } = new Dictionary<string, Value>();

    public string? AccountId { get; init; }

    public IReadOnlyDictionary<string, Value> AccountTraits { get; init; } = new Dictionary<string, Value>();

    public IReadOnlySet<string> Segments { get; init; } = new HashSet<string>();

    /// <summary>Events as rules see them, in the order of their arrival; the one at hand is the last of them.</summary>
    public IReadOnlyList<Value> History { get; init; } = [];

    /// <summary>The interaction at hand; null for none.</summary>
    public Value? Event { get; init; }

    public required Instant Now { get; init; }

    public static WrittenFacts Nothing(TimeProvider clock) => new() { Now = Instant.From(clock.GetUtcNow()) };

    protected override Value Read(Fact fact) => fact.Kind switch
    {
        FactKind.Trait => Traits.GetValueOrDefault(fact.Name, Missing),
        FactKind.Identity => Identities.GetValueOrDefault(fact.Name, Missing),
        FactKind.Consent => Consents.GetValueOrDefault(fact.Name, Missing),
        FactKind.AccountTrait => AccountTraits.GetValueOrDefault(fact.Name, Missing),
        FactKind.AccountId => AccountId is { } id ? Value.Of(id) : Missing,
        FactKind.Segment => Value.Of(Segments.Contains(fact.Name)),
        FactKind.Event => Event ?? Missing,
        FactKind.Now => Value.Of(Now),
        FactKind.Aggregate when fact.Aggregate is { } aggregate => aggregate.Over(History, Now),
        _ => Missing,
    };
}
