using Tandem.Primitives;
using Tandem.Server.Hosting;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>
/// Somebody who reads at this process, again and again: what it shows is never older than what it showed before, nor than heads
/// may be kept. Once it has settled it shows all that anybody was told is accepted, or all of the call whose token it was given.
/// </summary>
internal sealed class ReadActor(ClusterNode node) : IActor
{
    /// <summary>As long as a process keeps what it read of the shards.</summary>
    private static readonly Duration Moment = Duration.FromSeconds(0.05);

    private readonly Position[] shown = new Position[node.Shards.Count];
    private Settling? settling;
    private IReadOnlyList<ulong> expected = [];

    public string Name => ClusterNode.Read;

    public bool Step(int size)
    {
        Glance();
        if (settling is null) Begin(withToken: size % 2 == 0);
        if (!settling!.Step()) return false;
        settling = null;
        foreach (var payload in expected)
        {
            var where = node.Shared.WhereTaken(payload);
            Ensure.That(where is not null, "reads show what was accepted", () => "an interaction was accepted and not taken, and the process has settled");
            var folded = Show(where.Value.Shard);
            Ensure.That(folded >= where.Value.Position, "reads show what was accepted", () => $"shard {where.Value.Shard} shows {folded}, and {where.Value.Position} was accepted");
        }
        return false;
    }

    private void Begin(bool withToken)
    {
        if (withToken && node.Shared.LastAnswered is { } call) (settling, expected) = (new(node.Store, node.Heads, call.Receipt), call.Payloads);
        else (settling, expected) = (new(node.Store, node.Heads), node.Shared.Accepted);
    }

    /// <summary>Without waiting for anything.</summary>
    private void Glance()
    {
        foreach (var shard in node.Shards)
        {
            var stored = node.Shared.StoredBefore(shard.Id, node.Shared.Now - Moment);
            var folded = Show(shard.Id);
            Ensure.That(folded >= stored, "reads show what was stored a moment ago", () => $"shard {shard.Id} shows {folded}, and {stored} was stored before");
        }
    }

    private Position Show(ShardId shard)
    {
        var (before, folded) = (shown[shard.Value], node.Shards[shard.Value].Folded);
        Ensure.That(folded >= before, "reads never go back", () => $"shard {shard} shows {folded}, and showed {before} before");
        return shown[shard.Value] = folded;
    }
}
