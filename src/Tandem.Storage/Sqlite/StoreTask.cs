namespace Tandem.Storage.Sqlite;

/// <summary>What an embedded store does beside the traffic.</summary>
public enum StoreTask
{
    /// <summary>Merging states, sealing the journal, retention, snapshots.</summary>
    Upkeep,

    /// <summary>Moving write-ahead logs into their files.</summary>
    Logs,
}
