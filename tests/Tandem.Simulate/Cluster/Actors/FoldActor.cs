using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>One of the threads that fold: a turn of each of its shards for which something waits.</summary>
internal sealed class FoldActor(ClusterNode node, int worker) : IActor
{
    private const int Workers = 2;

    public string Name { get; } = $"fold {worker}";

    public bool Step(int size) => node.Owned.Fold(shard => shard.Value % Workers == worker) > 0;
}
