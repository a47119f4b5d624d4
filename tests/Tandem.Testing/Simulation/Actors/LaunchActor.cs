using Tandem.Engine.Experiments;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Actors;

/// <summary>
/// Launches campaigns as the server does: walks through all customers, shard by shard, and puts them into the inbox. A
/// launch that a crash cuts short begins again.
/// </summary>
internal sealed class LaunchActor(Process process) : IActor
{
    public const string ActorName = "launch";

    private readonly PatientAccept accept = new(process.Store);
    private string? campaign;
    private int shard;
    private EntityId after;
    private Receipt last;

    public string Name => ActorName;

    public bool Step(int size)
    {
        if (accept.IsWaiting)
        {
            if (accept.Poll() is not { } receipt) return false;
            last = receipt;
            return true;
        }
        if (campaign is null) return Begin();
        if (shard == process.Runners.Count) return End();
        var runner = process.Runners[shard];
        if (after == default && !runner.Store()) return false;
        var page = runner.Customers(after, Math.Clamp(size, 1, 200));
        after = page.Last;
        if (page.IsEnd) (shard, after) = (shard + 1, default);
        else if (page.Customers.Count > 0) accept.Begin([new(runner.Id, EntryKind.Launch, new CampaignLaunch(campaign, page.Customers).ToBytes())]);
        return true;
    }

    private bool Begin()
    {
        campaign = process.Durable.Launches.Where(launch => !launch.Value).Select(launch => launch.Key).FirstOrDefault();
        (shard, after, last) = (0, default, default);
        return campaign is not null;
    }

    private bool End()
    {
        if (process.Runners.Any(runner => !runner.HasFolded(last) && process.Store.WaitingFor(runner.Id) > 0)) return false;
        process.Durable.Launches[campaign!] = true;
        campaign = null;
        return true;
    }
}
