using Tandem.Engine.Identities;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>An identity of a customer, and since when the engine knows it.</summary>
public readonly record struct KnownIdentity(Identity Identity, Instant Since);

/// <summary>A fact about a customer: which source said it and when it was true.</summary>
public readonly record struct Trait(Value Value, int Source, Instant At);

/// <summary>What a customer allowed or forbade on a channel: the latest word, who passed it on, and when it was said.</summary>
public readonly record struct Consent(string Channel, bool Granted, int Source, Instant At);

/// <summary>A segment that the customer is in.</summary>
/// <param name="Initial">Found by a new definition in the past: it triggered nothing.</param>
public readonly record struct Membership(string Segment, Instant Since, bool Initial);

/// <summary>Two identities that were not joined, and why.</summary>
public readonly record struct Conflict(Identity Identity, string Reason, Instant At);

/// <summary>A customer who turned out to be this one.</summary>
/// <param name="Offer">The entry by which it came, whole; 0 where that was not recorded yet.</param>
public readonly record struct MergedCustomer(EntityId Id, Instant At, Position Offer);
