using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Server.Hosting;

/// <summary>A shard as it is stored, whoever folds it: every turn stores what it folded, so that nothing is newer.</summary>
internal sealed class StoredShard(ISharedStore store, StoredHeads heads, ShardId shard) : IShardView
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

    public T Read<T>(Func<ShardState, T> read) => read(new ShardState(heads.Of(shard), store.Shards.ShardCount));

    public CustomerPage Customers(EntityId after, int max)
    {
        var ids = heads.Of(shard).LoadIds(after, max);
        return new([.. ids.Where(id => id.Kind == EntityKind.Customer)], ids.Count == 0 ? after : ids[^1], ids.Count == 0);
    }

    /// <summary>It is stored; what was read of it before may be older.</summary>
    public bool Store()
    {
        heads.Forget();
        return true;
    }
}
