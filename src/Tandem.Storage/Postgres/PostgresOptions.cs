namespace Tandem.Storage.Postgres;

/// <summary>How a workspace is kept in PostgreSQL. The defaults suit a server.</summary>
public sealed record PostgresOptions
{
    /// <summary>A power of two; counts when the workspace is made, later the database's own number holds.</summary>
    public int ShardCount { get; init; } = 64;

    /// <summary>When so many entries wait to be folded, in the whole workspace, accepting is refused for a while.</summary>
    public int MaxWaiting { get; init; } = 200_000;

    /// <summary>When so many bytes of this process wait for the database, accepting is refused for a while.</summary>
    public long MaxPendingBytes { get; init; } = 64 << 20;

    /// <summary>How many connections write what is accepted: each makes all durable that gathered while the last one was busy.</summary>
    public int InboxWriters { get; init; } = 1;

    /// <summary>A process that has not been heard of for so long may lose its shards to others.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The database ends a turn that stands still for so long, and with it frees its shard: its process hangs.</summary>
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A sender that has an effect for longer without an outcome may lose it to another.</summary>
    public TimeSpan SendingLease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Changed states of a shard are put into rows when they have so many times the bytes that its rows have …</summary>
    public int MergeTimes { get; init; } = 4;

    /// <summary>… but not before so many bytes …</summary>
    public long MergeBytes { get; init; } = 1 << 20;

    /// <summary>… and with so many at the latest …</summary>
    public long MaxMergeBytes { get; init; } = 64 << 20;

    /// <summary>… or when none of them changed for so long.</summary>
    public TimeSpan MergeIdle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What people call this process, such as its address.</summary>
    public string NodeName { get; init; } = Environment.MachineName;
}
