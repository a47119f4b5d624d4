using Tandem.Expressions;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>What rules may know of one customer at one moment. Reused for one customer after another: not thread-safe.</summary>
public sealed class CustomerFacts : IFacts
{
    private static readonly Value NoTrait = Missing("trait"), NoIdentity = Missing("identity"), NoConsent = Missing("consent"), NoEvent = Missing("event");

    private Customer customer = null!;
    private Func<Value>? readEvent;
    private Value? @event;

    public Instant Now { get; private set; }

    public Value Event => @event ??= readEvent is null ? NoEvent : readEvent();

    /// <summary>Points at a customer, and perhaps at an interaction, which is read only when a rule asks for it.</summary>
    public CustomerFacts Of(Customer someone, Instant now, Func<Value>? interaction = null)
    {
        (customer, Now, readEvent, @event) = (someone, now, interaction, null);
        return this;
    }

    public Value Trait(string name) => customer.Traits.TryGetValue(name, out var trait) ? trait.Value : NoTrait;

    public Value Identity(string kind) => customer.IdentityOf(kind) is { } value ? Value.Of(value) : NoIdentity;

    public Value Consent(string channel) => customer.ConsentFor(channel) is { } consent ? Value.Of(consent.Granted) : NoConsent;

    public bool InSegment(string name) => customer.IsIn(name);

    public long Count(string eventName, Duration? window)
    {
        var tally = customer.Tally(eventName);
        if (tally is null) return 0;
        return window is { } length ? tally.CountAfter(Now - length) : tally.Total;
    }

    public (Instant First, Instant Last)? Span(string eventName) => customer.Tally(eventName) is { } tally ? (tally.First, tally.Last) : null;

    private static Value Missing(string what) => Value.Of(new Error("no_such_key", $"The customer has no such {what}."));
}
