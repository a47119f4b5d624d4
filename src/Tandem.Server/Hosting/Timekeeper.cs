using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Server.Hosting;

/// <summary>Puts a tick into the inbox of each shard that has something due, so that time passes also where nothing happens.</summary>
public sealed class Timekeeper(IEngine engine, IInbox inbox, EngineClock clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] Tick = [1];

    /// <summary>Looks once; answers how many shards got a tick.</summary>
    public async Task<int> Step(Dictionary<ShardId, Receipt> pending)
    {
        var ticks = new List<Arrival>();
        foreach (var runner in engine.Owned)
        {
            if (runner.NextDue is not { } due || due > clock.Now) continue;
            // One tick at a time: the last one may still wait to be folded. A runner knows only receipts that are positions.
            if (pending.TryGetValue(runner.Id, out var last) && !engine.Shard(runner.Id).HasFolded(last)) continue;
            ticks.Add(new(runner.Id, EntryKind.Tick, Tick));
        }
        if (ticks.Count == 0) return 0;
        foreach (var tick in ticks) pending[tick.Shard] = await inbox.Accept([tick]);
        return ticks.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pending = new Dictionary<ShardId, Receipt>();
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Step(pending);
            }
            catch (Exception exception) when (exception is OverloadedException or StorageFullException or StorageUnavailableException)
            {
                // Timers are not lost: they stay due, and the next look finds them again.
            }
        }
    }
}
