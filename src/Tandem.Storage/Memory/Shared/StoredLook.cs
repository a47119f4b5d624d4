using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Memory.Shared;

/// <summary>A shard as it is stored, for whoever only looks.</summary>
internal sealed class StoredLook(SharedMemoryStore store, ShardId shard, Position position, ReadOnlyMemory<byte> head) : IShardTurn
{
    public ShardId Shard => shard;

    public (Position Position, ReadOnlyMemory<byte> Head) Restore() => (position, head);

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => store.LoadStates(ids);

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => store.LoadIdentities(identities);

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => store.LoadTimeline(id, beforeChunk, max);

    public IEnumerable<TimerRow> LoadTimers() => [];

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) =>
        [.. store.LoadIds(new(Math.Max(after.Value, EntityId.FirstOf(shard).Value - 1)), max).TakeWhile(id => id.Home == shard)];

    public int Take(List<Entry> into, int max) => throw OnlyLooks();

    public void Send(IReadOnlyList<Arrival> messages) => throw OnlyLooks();

    public CommitResult Commit(Checkpoint checkpoint) => throw OnlyLooks();

    public void Dispose()
    {
    }

    private static InvalidOperationException OnlyLooks() => new("A shard that is only looked at takes and stores nothing.");
}
