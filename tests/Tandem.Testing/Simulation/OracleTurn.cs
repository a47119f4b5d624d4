using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation;

/// <summary>A shard that knows nothing but its lane of the journal: what it is given it folds, what it sends goes nowhere.</summary>
internal sealed class OracleTurn(ShardId shard, IReadOnlyList<Entry> lane) : IShardTurn
{
    private int taken;

    public ShardId Shard => shard;

    public List<Arrival> Sent { get; } = [];

    /// <summary>The one checkpoint at the end, its bytes kept.</summary>
    public Checkpoint? Kept { get; private set; }

    public (Position Position, ReadOnlyMemory<byte> Head) Restore() => default;

    public int Take(List<Entry> into, int max)
    {
        var count = Math.Min(max, lane.Count - taken);
        for (var i = 0; i < count; i++) into.Add(lane[taken++]);
        return count;
    }

    public void Send(IReadOnlyList<Arrival> messages) => Sent.AddRange(messages);

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => [];

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => [];

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => [];

    public IEnumerable<TimerRow> LoadTimers() => [];

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) => [];

    public CommitResult Commit(Checkpoint checkpoint)
    {
        Kept = checkpoint with
        {
            States = [.. checkpoint.States.Select(row => row with { Profile = row.Profile.ToArray(), Work = row.Work.ToArray() })],
            Identities = [.. checkpoint.Identities],
            Timeline = [.. checkpoint.Timeline],
            Effects = [.. checkpoint.Effects],
            EffectsDone = [.. checkpoint.EffectsDone],
            Dispositions = checkpoint.Dispositions is { } chunk ? chunk with { Bytes = chunk.Bytes.ToArray() } : null,
        };
        return CommitResult.Committed;
    }

    public void Dispose()
    {
    }
}
