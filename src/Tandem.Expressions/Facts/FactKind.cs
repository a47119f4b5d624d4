namespace Tandem.Expressions.Facts;

public enum FactKind
{
    /// <summary><c>customer.traits.NAME</c></summary>
    Trait,

    /// <summary><c>customer.identities.KIND</c>: the first value of that kind, text.</summary>
    Identity,

    /// <summary><c>customer.consents.CHANNEL</c>: true granted, false withdrawn.</summary>
    Consent,

    /// <summary><c>account.traits.NAME</c>: a trait of the account (company) that the customer joined last.</summary>
    AccountTrait,

    /// <summary><c>account.id</c>: the group id of that account, text.</summary>
    AccountId,

    /// <summary><c>in_segment("NAME")</c>: true or false, never missing.</summary>
    Segment,

    /// <summary><c>event</c>: the interaction at hand as a map (type, name, timestamp, messageId, properties, traits, context).</summary>
    Event,

    /// <summary><c>event.name</c>, <c>event.type</c>, <c>event.messageId</c> (text) and <c>event.timestamp</c> of the interaction at hand, so that reading one needs no map.</summary>
    EventField,

    /// <summary><c>event.properties.NAME</c> of the interaction at hand.</summary>
    EventProperty,

    /// <summary><c>now</c>: the entry's <c>at</c>, a timestamp.</summary>
    Now,

    /// <summary>A figure over the customer's past: see <see cref="Aggregate"/>.</summary>
    Aggregate,
}
