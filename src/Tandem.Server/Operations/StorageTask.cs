namespace Tandem.Server.Operations;

/// <summary>What writes to the disk, as logs and metrics name it.</summary>
public enum StorageTask
{
    /// <summary>Accepting: the journal.</summary>
    Journal,

    /// <summary>Checkpoints of the shards.</summary>
    Checkpoints,

    /// <summary>Merging states, sealing the journal, retention, snapshots.</summary>
    Upkeep,

    /// <summary>Moving the databases' logs into their files.</summary>
    Logs,

    /// <summary>Sending messages.</summary>
    Messages,

    /// <summary>Keeping what sources sent and what was refused.</summary>
    Rejects,

    /// <summary>The sources' counters.</summary>
    SourceCounts,

    /// <summary>Looking through customers' pasts after new rules.</summary>
    Pasts,

    /// <summary>Undoing a merge.</summary>
    MergeUndo,

    /// <summary>Launching a campaign.</summary>
    Campaigns,
}
