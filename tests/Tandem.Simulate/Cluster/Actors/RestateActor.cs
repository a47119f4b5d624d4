using Tandem.Engine.Backfill;
using Tandem.Engine.Journal;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>Brings everybody under new rules where the process is the eldest, as the server does.</summary>
internal sealed class RestateActor(ClusterNode node) : IActor
{
    private Restater? restater;

    public string Name => "restate";

    public bool Step(int size)
    {
        if (!node.Eldest.IsThis)
        {
            restater = null;
            return false;
        }
        try
        {
            restater ??= new(node.Journal, node.Store, node.Inbox, node.Shards, node.Ruleset, customersPerPage: 3);
            return restater.Step();
        }
        catch (StorageUnavailableException)
        {
            restater = null;
            throw;
        }
    }
}
