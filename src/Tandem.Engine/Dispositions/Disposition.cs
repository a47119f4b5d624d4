using Tandem.Primitives;

namespace Tandem.Engine.Dispositions;

/// <summary>What became of an interaction. Numbers are stored.</summary>
public enum DispositionKind : byte
{
    /// <summary>It was folded into the customer.</summary>
    Applied = 1,

    /// <summary>The customer had it already: same source, same message id.</summary>
    Duplicate = 2,

    /// <summary>It was sent on to the home of the customer, which says itself what became of it.</summary>
    Forwarded = 3,

    /// <summary>Nobody could be found whom it is of: none of its identities may name anybody.</summary>
    Dropped = 4,

    /// <summary>A merge was undone: it had been applied to the one who stayed, and is the other one's.</summary>
    Reassigned = 5,

    /// <summary>It came for the customer, who had been erased, and was dropped.</summary>
    Erased = 6,
}

/// <summary>What the fold of one shard did with an interaction.</summary>
/// <param name="Folded">The entry with which it was decided: the interaction itself, or the message that brought it here.</param>
/// <param name="Entry">Where the interaction stands in the journal.</param>
/// <param name="Customer">Whose it is, as known then: an id that was merged since resolves. Nobody for one that was dropped.</param>
public readonly record struct Disposition(Position Folded, Position Entry, DispositionKind Kind, EntityId Customer);
