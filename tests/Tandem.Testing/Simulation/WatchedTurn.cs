using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Memory;

namespace Tandem.Testing.Simulation;

/// <summary>A shard's turn whose every dealing with the store is noted.</summary>
internal sealed class WatchedTurn(IShardTurn turn, Ledger ledger) : IShardTurn
{
    public ShardId Shard => turn.Shard;

    public (Position Position, ReadOnlyMemory<byte> Head) Restore() => turn.Restore();

    public int Take(List<Entry> into, int max)
    {
        var from = into.Count;
        var count = turn.Take(into, max);
        for (var i = from; i < into.Count; i++) ledger.Saw(into[i]);
        return count;
    }

    public void Send(IReadOnlyList<Arrival> messages) => turn.Send(messages);

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => turn.LoadStates(ids);

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => turn.LoadIdentities(identities);

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => turn.LoadTimeline(id, beforeChunk, max);

    public IEnumerable<TimerRow> LoadTimers() => turn.LoadTimers();

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) => turn.LoadIds(after, max);

    public CommitResult Commit(Checkpoint checkpoint)
    {
        // The lists are used again after the commit.
        EffectRow[] effects = [.. checkpoint.Effects];
        try
        {
            var result = turn.Commit(checkpoint);
            if (result == CommitResult.Committed) Note(effects);
            return result;
        }
        catch (SimulatedCrashException crash) when (crash.Point == StorePoint.AfterCheckpoint)
        {
            Note(effects);
            throw;
        }
    }

    public void Dispose() => turn.Dispose();

    private void Note(EffectRow[] effects)
    {
        foreach (var effect in effects) ledger.Committed(effect);
    }
}
