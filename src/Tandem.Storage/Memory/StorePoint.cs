namespace Tandem.Storage.Memory;

/// <summary>The moments in which a process may end, so that it makes a difference to the store.</summary>
public enum StorePoint
{
    /// <summary>Arrivals wait and are not durable.</summary>
    BeforeJournal,

    /// <summary>Arrivals are durable, and nobody has been told.</summary>
    AfterJournal,

    /// <summary>The messages of a turn are durable, its checkpoint is not.</summary>
    BeforeCheckpoint,

    /// <summary>A checkpoint is durable, and the turn has not been told.</summary>
    AfterCheckpoint,
}
