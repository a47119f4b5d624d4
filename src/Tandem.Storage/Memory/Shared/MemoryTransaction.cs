using Tandem.Primitives;

namespace Tandem.Storage.Memory.Shared;

/// <summary>What a process has begun and not committed: rows that nobody else sees, or a turn with the lock of its shard's row.</summary>
internal sealed class MemoryTransaction(Guid node, ShardRow? shard, Instant now)
{
    public Guid Node => node;

    /// <summary>The row whose lock it has; null where rows are put into the journal.</summary>
    public ShardRow? Shard => shard;

    /// <summary>The process's last word on it.</summary>
    public Instant Used { get; set; } = now;

    /// <summary>Committed, or rolled back by whomever.</summary>
    public bool IsOver { get; set; }

    /// <summary>Rows that become visible with it.</summary>
    public List<JournalRow> Inserted { get; } = [];

    /// <summary>Rows that have their positions with it.</summary>
    public List<(JournalRow Row, Position First, Instant At)> Taken { get; } = [];
}
