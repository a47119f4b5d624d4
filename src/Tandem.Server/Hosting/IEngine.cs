using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Server.Hosting;

/// <summary>The engine as the rest of the server sees it, wherever its shards are folded. Thread-safe.</summary>
public interface IEngine
{
    int ShardCount { get; }

    /// <summary>One for each shard, in order; none before the engine has started.</summary>
    IReadOnlyList<IShardView> Shards { get; }

    /// <summary>Those that this process folds now.</summary>
    IReadOnlyList<ShardRunner> Owned { get; }

    /// <summary>Entries that this process folded since its start.</summary>
    long Folded { get; }

    /// <summary>What the start found to be folded again and is not folded yet; null when all of it is.</summary>
    ReplayLag? Replay { get; }

    /// <summary>
    /// Waits until everything that was durable when this was called is folded, and the messages that followed from it
    /// too, so that a caller reads its own writes; gives up after a second, and what is read then is a little older.
    /// </summary>
    Task Settle(CancellationToken cancelled);

    /// <summary>Waits until what one call accepted is folded, and the messages that followed from it; answers whether it came to that in time.</summary>
    Task<bool> Settle(Receipt receipt, TimeSpan patience, CancellationToken cancelled);

    /// <summary>Brings what is stored up to what is folded, for a walk through everybody.</summary>
    void Checkpoint();

    /// <summary>The shards' counts whose name begins with this, as they are now, summed, in order of name.</summary>
    IReadOnlyList<CountRow> Counts(string prefix);

    /// <summary>One of them.</summary>
    decimal Count(string name);

    IShardView Shard(ShardId shard) => Shards[shard.Value];
}
