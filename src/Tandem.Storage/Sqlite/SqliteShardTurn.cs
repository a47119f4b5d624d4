using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>One shard, held until it is disposed.</summary>
internal sealed class SqliteShardTurn(SqliteShardStore store, ShardId shard) : IShardTurn
{
    private const int TimersAtOnce = 10_000;

    private JournalRequest? lastSent;
    private bool over;

    public ShardId Shard => shard;

    public (Position Position, ReadOnlyMemory<byte> Head) Restore() => States.LoadShard(shard);

    public int Take(List<Entry> into, int max)
    {
        ObjectDisposedException.ThrowIf(over, this);
        return store.Queues.Take(shard, into, max);
    }

    public void Send(IReadOnlyList<Arrival> messages)
    {
        ObjectDisposedException.ThrowIf(over, this);
        if (messages.Count == 0) return;
        SqliteInbox.CheckShards(messages, store.ShardCount);
        lastSent = store.Journal.Send(messages);
    }

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => States.LoadStates(ids);

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => States.LoadIdentities(identities);

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => States.LoadTimeline(id, beforeChunk, max);

    public IEnumerable<TimerRow> LoadTimers()
    {
        var after = new EntityId(long.MinValue);
        while (States.LoadTimers(shard, after, TimersAtOnce) is { Count: > 0 } timers)
        {
            foreach (var timer in timers) yield return timer;
            after = timers[^1].Id;
        }
    }

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max)
    {
        var first = EntityId.FirstOf(shard);
        return States.LoadIds(after.Value < first.Value ? new(first.Value - 1) : after, EntityId.LastOf(shard), max);
    }

    /// <exception cref="StorageFullException">There is no room. Nothing was changed; the same or a later checkpoint may be tried again.</exception>
    public CommitResult Commit(Checkpoint checkpoint)
    {
        ObjectDisposedException.ThrowIf(over, this);
        // The writer keeps order: when the last is durable, all are.
        if (lastSent is not null) store.Journal.AwaitDurable(lastSent);
        lastSent = null;
        store.Merger.Relieve(checkpoint.States.Count);
        store.Checkpoints.Commit(shard, checkpoint);
        store.Queues.Committed(shard, checkpoint.Position);
        return CommitResult.Committed;
    }

    public void Dispose()
    {
        if (over) return;
        over = true;
        store.Release(shard);
    }

    private StateFile States
    {
        get
        {
            ObjectDisposedException.ThrowIf(over, this);
            return store.States;
        }
    }
}
