using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Hosting;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>The server's timekeeper.</summary>
internal sealed class TickActor(ClusterNode node) : IActor
{
    private readonly Timekeeper keeper = new(new NodeEngine(node.Owned, node.Shards, node.Store), node.Waited, EngineClock.Real(node.Clock));
    private readonly Dictionary<ShardId, Receipt> pending = [];

    public string Name => "ticks";

    public bool Step(int size) => keeper.Step(pending).GetAwaiter().GetResult() > 0;
}
