using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Server.Hosting;

namespace Tandem.Simulate.Cluster;

/// <summary>The engine of a process as its own loops see it.</summary>
internal sealed class NodeEngine(OwnedShards owned, IReadOnlyList<IShardView> shards, IStateReader states) : IEngine
{
    public int ShardCount => shards.Count;

    public IReadOnlyList<IShardView> Shards => shards;

    public IReadOnlyList<ShardRunner> Owned => owned.All;

    public long Folded => 0;

    public ReplayLag? Replay => null;

    public Task Settle(CancellationToken cancelled) => throw new NotSupportedException("Whoever reads settles step by step.");

    public Task<bool> Settle(Receipt receipt, TimeSpan patience, CancellationToken cancelled) => throw new NotSupportedException("Whoever reads settles step by step.");

    public void Checkpoint()
    {
    }

    public IReadOnlyList<CountRow> Counts(string prefix) => states.SumCounts(prefix);

    public decimal Count(string name) => Counts(name).Where(count => count.Name == name).Select(count => count.Value).FirstOrDefault();
}
