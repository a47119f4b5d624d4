using Tandem.Server.Hosting;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>Somebody who reads at this process: once it has settled, it shows all that anybody was told is accepted.</summary>
internal sealed class ReadActor(ClusterNode node) : IActor
{
    private Settling? settling;
    private IReadOnlyList<ulong> accepted = [];

    public string Name => "read";

    public bool Step(int size)
    {
        if (settling is null) (settling, accepted) = (new(node.Store), node.Shared.Accepted);
        if (!settling.Step()) return false;
        settling = null;
        node.Heads.Forget();
        foreach (var payload in accepted)
        {
            var where = node.Shared.WhereTaken(payload);
            Ensure.That(where is not null, "reads show what was accepted", () => "an interaction was accepted and not taken, and the process has settled");
            var folded = node.Shards[where.Value.Shard.Value].Folded;
            Ensure.That(folded >= where.Value.Position, "reads show what was accepted", () => $"shard {where.Value.Shard} shows {folded}, and {where.Value.Position} was accepted");
        }
        return false;
    }
}
