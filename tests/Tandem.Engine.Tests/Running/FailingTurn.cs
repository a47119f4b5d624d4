using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Tests.Running;

/// <summary>A shard's turn on a disk that fails once, at the method that is named.</summary>
internal sealed class FailingTurn(IShardTurn turn) : IShardTurn
{
    /// <summary>Null where nothing fails any more.</summary>
    public string? FailsAt { get; set; }

    public ShardId Shard => turn.Shard;

    public (Position Position, ReadOnlyMemory<byte> Head) Restore() => turn.Restore();

    public int Take(List<Entry> into, int max) => turn.Take(into, max);

    public void Send(IReadOnlyList<Arrival> messages)
    {
        Reach(nameof(Send));
        turn.Send(messages);
    }

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids)
    {
        Reach(nameof(LoadStates));
        return turn.LoadStates(ids);
    }

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities)
    {
        Reach(nameof(LoadIdentities));
        return turn.LoadIdentities(identities);
    }

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => turn.LoadTimeline(id, beforeChunk, max);

    public IEnumerable<TimerRow> LoadTimers() => turn.LoadTimers();

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) => turn.LoadIds(after, max);

    public CommitResult Commit(Checkpoint checkpoint) => turn.Commit(checkpoint);

    public void Dispose() => turn.Dispose();

    private void Reach(string method)
    {
        if (FailsAt != method) return;
        FailsAt = null;
        throw new IOException("The disk cannot be read.");
    }
}
