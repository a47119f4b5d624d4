using Tandem.Engine.Experiments;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Hosting;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>Launches campaigns where the process is the eldest, as the server does: one that is cut short begins again.</summary>
internal sealed class LaunchActor(ClusterNode node) : IActor
{
    private readonly PatientAccept accept = new(node.Inbox);
    private string? campaign;
    private int shard;
    private EntityId after;
    private Settling? settling;

    public string Name => "launch";

    public bool Step(int size)
    {
        if (accept.IsWaiting) return accept.Poll() is not null;
        if (campaign is null && !(node.Eldest.IsThis && Begin())) return false;
        try
        {
            if (shard == node.Shards.Count) return End();
            var page = node.Shards[shard].Customers(after, Math.Clamp(size, 1, 200));
            after = page.Last;
            if (page.IsEnd) (shard, after) = (shard + 1, default);
            else if (page.Customers.Count > 0) accept.Begin([new(new(shard), EntryKind.Launch, new CampaignLaunch(campaign!, page.Customers).ToBytes())]);
            return true;
        }
        catch (StorageUnavailableException)
        {
            campaign = null;
            throw;
        }
    }

    private bool Begin()
    {
        campaign = node.Shared.Durable.Launches.Where(launch => !launch.Value).Select(launch => launch.Key).FirstOrDefault();
        (shard, after, settling) = (0, default, null);
        return campaign is not null;
    }

    private bool End()
    {
        settling ??= new(node.Store, node.Heads);
        if (!settling.Step()) return false;
        node.Shared.Durable.Launches[campaign!] = true;
        campaign = null;
        return true;
    }
}
