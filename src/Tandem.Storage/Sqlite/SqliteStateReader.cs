using Tandem.Engine.Dispositions;
using Tandem.Engine.Identities;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>The stored states and the queues, as the API asks for them; without queues nothing waits.</summary>
internal sealed class SqliteStateReader(StateFile states, ShardQueues? queues) : IStateReader
{
    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => states.LoadIdentities(identities);

    public IReadOnlyList<IdentityRow> SearchIdentities(string prefix, int max) => states.SearchIdentities(prefix, max);

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => states.LoadStates(ids);

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) => states.LoadIds(after, new(long.MaxValue), max);

    public StatePage LoadPage(EntityId after, EntityId upTo, int max) => states.LoadPage(after, upTo, max);

    public IReadOnlyList<CountRow> SumCounts(string prefix) => states.SumCounts(prefix);

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => states.LoadTimeline(id, beforeChunk, max);

    public IEnumerable<DispositionChunk> LoadDispositions(Position first, Position last) => states.LoadDispositions(first, last);

    public long Waiting => queues?.Waiting ?? 0;

    public long WaitingFor(ShardId shard) => queues?.WaitingFor(shard) ?? 0;
}
