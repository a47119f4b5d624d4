namespace Tandem.Storage.Backups;

/// <summary>The parts of a backup, in the order in which they are written. Their numbers are stored and never change.</summary>
public enum BackupPart : byte
{
    /// <summary>Where the backup comes from: one JSON document.</summary>
    Header = 0,

    /// <summary>How far each shard has folded, and its head.</summary>
    Shards = 1,

    Counts = 2,

    /// <summary>Customers and accounts with their timers.</summary>
    States = 3,

    Identities = 4,

    Timeline = 5,

    Dispositions = 6,

    /// <summary>What waits in the outbox, in order.</summary>
    Effects = 7,

    Messages = 8,

    Suppressions = 9,

    Documents = 10,

    /// <summary>The names of logs and how many records each ever had.</summary>
    Streams = 11,

    Log = 12,

    /// <summary>Keys that sign and mark.</summary>
    Secrets = 13,

    /// <summary>Entries that have a position.</summary>
    Journal = 14,

    /// <summary>What was accepted and has no position yet; only in a database.</summary>
    Waiting = 15,

    /// <summary>What all parts before it hold: one JSON document.</summary>
    Manifest = 255,
}
