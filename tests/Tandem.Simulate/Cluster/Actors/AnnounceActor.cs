using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Testing;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>Tells all shards of the latest ruleset, when the process starts and of every one from then on, and single ones of the engine's version.</summary>
internal sealed class AnnounceActor(ClusterNode node) : IActor
{
    private readonly PatientAccept accept = new(node.Inbox);
    private readonly Queue<ShardId> versions = new();
    private int announced;

    public string Name => "announce";

    public void OtherVersion(ShardId shard) => versions.Enqueue(shard);

    public bool Step(int size)
    {
        if (accept.IsWaiting) return accept.Poll() is not null;
        var latest = node.Shared.Durable.Latest.Number;
        if (versions.TryDequeue(out var shard)) accept.Begin([new(shard, EntryKind.Version, EngineVersion.ToBytes())]);
        else if (announced != latest) accept.Begin([.. node.Shards.Select(view => Entries.Switch(view.Id, announced = latest))]);
        else return false;
        return true;
    }
}
