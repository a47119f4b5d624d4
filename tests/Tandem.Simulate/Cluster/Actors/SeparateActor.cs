using Tandem.Engine.Separation;
using Tandem.Primitives;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>Undoes merges where the process is the eldest, as the server does.</summary>
internal sealed class SeparateActor(ClusterNode node) : IActor
{
    private Separator? separator;

    public string Name => "separate";

    public void Ask(EntityId absorbed)
    {
        if (separator is null) node.Shared.Durable.Separations.Add(absorbed);
        else separator.Ask(absorbed);
    }

    public bool Step(int size)
    {
        separator ??= new(node.Journal, node.Store, node.Inbox, node.Shards, node.Ruleset, node.Shared.Durable.Separations);
        if (!node.Eldest.IsThis) return false;
        if (separator.IsIdle) separator.Look();
        return separator.Step();
    }
}
