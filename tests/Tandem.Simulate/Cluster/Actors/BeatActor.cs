using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>Says that the process is there, and opens its share of the shards.</summary>
internal sealed class BeatActor(ClusterNode node) : IActor
{
    public string Name => ClusterNode.Beat;

    public bool Step(int size)
    {
        node.Inbox.Look();
        node.Eldest.IsThis = node.Owned.Beat().IsEldest;
        return false;
    }
}
