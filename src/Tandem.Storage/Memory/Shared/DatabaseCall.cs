namespace Tandem.Storage.Memory.Shared;

/// <summary>What a process asks of a <see cref="MemoryDatabase"/>: between any two of these something may happen to either.</summary>
public enum DatabaseCall
{
    /// <summary>Rows are put into the journal, in a transaction that is not committed yet.</summary>
    Insert,

    /// <summary>The rows that were put there become visible.</summary>
    CommitInsert,

    /// <summary>A process puts its name to a shard.</summary>
    Claim,

    /// <summary>A process takes its name from a shard.</summary>
    Release,

    /// <summary>A turn begins: it locks its shard's row and looks whose it is.</summary>
    Begin,

    /// <summary>A turn gives what waits its positions.</summary>
    Take,

    /// <summary>Something stored is read.</summary>
    Read,

    /// <summary>A turn is committed.</summary>
    Commit,

    /// <summary>A process says that it is there.</summary>
    Beat,

    /// <summary>A sender leases effects.</summary>
    Lease,

    /// <summary>A sender records attempts and outcomes.</summary>
    Record,
}
