using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Separation;

/// <summary>A shard that has nothing, and whose doings have no consequence: to fold a past in that is over.</summary>
internal sealed class AsideTurn(ShardId shard) : IShardTurn
{
    public ShardId Shard => shard;

    public (Position Position, ReadOnlyMemory<byte> Head) Restore() => default;

    public int Take(List<Entry> into, int max) => 0;

    public void Send(IReadOnlyList<Arrival> messages)
    {
    }

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => [];

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => [];

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => [];

    public IEnumerable<TimerRow> LoadTimers() => [];

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) => [];

    public CommitResult Commit(Checkpoint checkpoint) => CommitResult.Committed;

    public void Dispose()
    {
    }
}
