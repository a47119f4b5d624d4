using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Postgres;

namespace Tandem.Server.Hosting;

/// <summary>A shard as the database has it, whoever folds it: every turn stores what it folded, so that nothing is newer.</summary>
internal sealed class StoredShard(PostgresStore store, StoredHeads heads, ShardId shard) : IShardView
{
    public ShardId Id => shard;

    public Position Folded => heads.Of(shard).Restore().Position;

    public bool IsBusy => false;

    public bool HasFolded(Receipt receipt)
    {
        if (!store.HasTaken(receipt, shard)) return false;
        heads.Forget();
        return true;
    }

    public T Read<T>(Func<ShardState, T> read) => read(new ShardState(heads.Of(shard), store.ShardCount));

    public CustomerPage Customers(EntityId after, int max)
    {
        var ids = heads.Of(shard).LoadIds(after, max);
        return new([.. ids.Where(id => id.Kind == EntityKind.Customer)], ids.Count == 0 ? after : ids[^1], ids.Count == 0);
    }

    public bool Store() => true;
}

/// <summary>What the shards know of themselves, read for all at once and kept for a moment. Thread-safe.</summary>
internal sealed class StoredHeads(PostgresStore store)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private IReadOnlyList<IShardTurn> kept = [];
    private long readAt;

    public IShardTurn Of(ShardId shard)
    {
        lock (gate)
        {
            if (kept.Count == 0 || TimeProvider.System.GetElapsedTime(readAt) > Moment)
            {
                readAt = TimeProvider.System.GetTimestamp();
                kept = store.Look();
            }
            return kept[shard.Value];
        }
    }

    /// <summary>Something is known to be newer.</summary>
    public void Forget()
    {
        lock (gate) kept = [];
    }
}
