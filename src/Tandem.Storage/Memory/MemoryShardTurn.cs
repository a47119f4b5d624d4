using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Memory;

/// <summary>One shard of a <see cref="MemoryStore"/>, held until it is disposed.</summary>
internal sealed class MemoryShardTurn(MemoryStore store, ShardId shard) : IShardTurn
{
    private bool over;

    public ShardId Shard => shard;

    public (Position Position, ReadOnlyMemory<byte> Head) Restore() => Store.LoadShard(shard);

    public int Take(List<Entry> into, int max) => Store.Take(shard, into, max);

    public void Send(IReadOnlyList<Arrival> messages)
    {
        if (messages.Count > 0) Store.Send(messages);
    }

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => Store.LoadStates(ids);

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => Store.LoadIdentities(identities);

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => Store.LoadTimeline(id, beforeChunk, max);

    public IEnumerable<TimerRow> LoadTimers() => Store.LoadTimers(shard);

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max)
    {
        var before = new EntityId(Math.Max(after.Value, EntityId.FirstOf(shard).Value - 1));
        return [.. Store.LoadIds(before, max).TakeWhile(id => id.Home == shard)];
    }

    public CommitResult Commit(Checkpoint checkpoint)
    {
        Store.Commit(shard, checkpoint);
        return CommitResult.Committed;
    }

    public void Dispose()
    {
        if (over) return;
        over = true;
        store.Release(shard);
    }

    private MemoryStore Store
    {
        get
        {
            ObjectDisposedException.ThrowIf(over, this);
            return store;
        }
    }
}
