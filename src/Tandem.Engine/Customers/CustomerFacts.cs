using Tandem.Engine.Interactions;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>What rules may know of one customer at one moment. Reused for one customer after another: not thread-safe.</summary>
public sealed class CustomerFacts : FactSource
{
    private static readonly Value NoTrait = Missing("trait"), NoIdentity = Missing("identity"), NoConsent = Missing("consent"), NoAccount = Missing("account"),
        NoAccountTrait = Value.Of(new Error("no_such_key", "The customer's account has no such trait."));

    private static readonly Value NotWhole = Value.Of(new Error("not_whole_yet", "The customers' pasts are still being looked through for this figure."));

    private Customer customer = null!;
    private EventAtHand @event;
    private Instant now;

    /// <summary>Whether the past of an aggregate is whole; it is an error to rules where it is not.</summary>
    public Func<Aggregate, bool> IsWhole { get; init; } = _ => true;

    /// <summary>What to say of an aggregate whose past is not whole; null for an error.</summary>
    public Func<Aggregate, Value?> Otherwise { get; init; } = _ => null;

    /// <summary>Points at a customer, and perhaps at an interaction, which is read only when a rule asks for it.</summary>
    public CustomerFacts Of(Customer someone, Instant moment, EventAtHand interaction = default)
    {
        Forget();
        (customer, now, @event) = (someone, moment, interaction);
        return this;
    }

    protected override Value Read(Fact fact) => fact.Kind switch
    {
        FactKind.Trait => customer.Traits.TryGetValue(fact.Name, out var trait) ? trait.Value : NoTrait,
        FactKind.Identity => customer.IdentityOf(fact.Name) is { } value ? Value.Of(value) : NoIdentity,
        FactKind.Consent => customer.ConsentFor(fact.Name) is { } consent ? Value.Of(consent.Granted) : NoConsent,
        FactKind.AccountTrait => customer.LatestAccount is { } account && account.Traits.TryGetValue(fact.Name, out var trait) ? trait : NoAccountTrait,
        FactKind.AccountId => customer.LatestAccount is { } account ? Value.Of(account.GroupId) : NoAccount,
        FactKind.Segment => Value.Of(customer.IsIn(fact.Name)),
        FactKind.Event or FactKind.EventField or FactKind.EventProperty => @event.Read(fact),
        FactKind.Now => Value.Of(now),
        FactKind.Aggregate when fact.Aggregate is { } aggregate => IsWhole(aggregate) ? customer.Tracks.Read(aggregate, now) : Otherwise(aggregate) ?? NotWhole,
        _ => throw new NotSupportedException($"The engine keeps no facts of kind {fact.Kind}."),
    };

    private static Value Missing(string what) => Value.Of(new Error("no_such_key", $"The customer has no such {what}."));
}
