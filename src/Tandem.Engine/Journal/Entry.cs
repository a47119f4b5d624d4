using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>What an entry of the journal is. All come from outside the shard. Numbers are stored: never reuse one.</summary>
public enum EntryKind : byte
{
    /// <summary>What a customer did: <see cref="Interactions.Interaction"/>.</summary>
    Interaction = 1,

    /// <summary>Time passed: due timers fire, at most 1,000.</summary>
    Tick = 2,

    /// <summary>From now on the shard folds with another ruleset.</summary>
    Ruleset = 3,

    /// <summary>A numbered message of another shard (or this one): link, offer, taken, refused, forward, member.</summary>
    Message = 4,

    /// <summary>What became of an effect: sent, failed, bounced, suppressed.</summary>
    Delivery = 5,

    /// <summary>Customers to decide anew though nothing happens to them, made beside the traffic.</summary>
    Restate = 6,

    /// <summary>Customers whom a campaign's launch enrols.</summary>
    Launch = 7,

    /// <summary>From here on another version of the engine folds: <see cref="EngineVersion"/>.</summary>
    Version = 8,

    /// <summary>What customers did before the shard began to keep certain aggregates, made beside the traffic from the journal.</summary>
    Past = 9,

    /// <summary>The past of certain aggregates has been brought to everybody.</summary>
    Whole = 10,

    /// <summary>A merge is to be undone: from here on everything waits that comes for the customer.</summary>
    Separating = 11,

    /// <summary>What each of two customers is without the other, made beside the traffic.</summary>
    Separated = 12,

    /// <summary>A customer is to be erased: <see cref="ErasureStart"/>.</summary>
    Erase = 13,

    /// <summary>What stood here held the data of a customer who was erased: <see cref="ErasedEntry"/>. Put there in the place of an entry, never accepted.</summary>
    Erased = 14,
}

/// <summary>Something for a shard's inbox, before it has a position and a time.</summary>
/// <param name="Payload">What is stored; begins with the format number of its kind. Must not change after it was handed over.</param>
/// <param name="Parsed">The payload already read, or null; saves the fold reading it again, never stored.</param>
public readonly record struct Arrival(ShardId Shard, EntryKind Kind, ReadOnlyMemory<byte> Payload, object? Parsed = null);

/// <summary>One entry of the journal.</summary>
/// <param name="At">When the shard took it; never less than the entry's before in its shard.</param>
public readonly record struct Entry(ShardId Shard, Position Position, Instant At, EntryKind Kind, ReadOnlyMemory<byte> Payload, object? Parsed = null);
