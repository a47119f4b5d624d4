using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Engine.States;

/// <summary>A workspace's store that several processes share, as one of them sees it. Thread-safe.</summary>
public interface ISharedStore
{
    /// <summary>The shards, each open in one process at a time.</summary>
    IShardStore Shards { get; }

    /// <summary>Says that this process is there; somebody asks for it a few times a second.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be reached.</exception>
    NodesPresent Beat();

    /// <summary>The shards that this process may open: nobody owns them who is there.</summary>
    IReadOnlyList<ShardId> FreeShards();

    /// <summary>The shards that this process has open although they are no longer its own: it stood still, and another took them.</summary>
    IReadOnlyList<ShardId> TakenShards();

    /// <summary>The shards for which something waits.</summary>
    IReadOnlyList<ShardId> WaitingShards();

    /// <summary>The newest receipt of what is visible and waits; default where nothing does.</summary>
    /// <param name="sent">Only of what shards sent each other.</param>
    Receipt NewestWaiting(bool sent);

    /// <summary>Whether nothing waits any more of what was visible when a receipt was given.</summary>
    /// <param name="shard">Only in this shard; null for all.</param>
    bool HasTaken(Receipt receipt, ShardId? shard);

    /// <summary>All shards as they are stored now, in order, to be looked at.</summary>
    IReadOnlyList<IShardTurn> Look();
}
