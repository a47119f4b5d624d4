using Tandem.Engine.Segments;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Server.Hosting;

/// <summary>
/// Walks through the customers of each shard after a ruleset changed, so that segments are right also for those to whom
/// nothing happens. Beside the traffic: a few hundred customers at a time, the next when these are folded.
/// </summary>
public sealed class Restater(EngineHost engine, IInbox inbox, ServerSettings settings) : BackgroundService
{
    private const int CustomersPerEntry = 500;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    /// <summary>How far the walk is under the present ruleset: 0 to 1.</summary>
    public double Progress => engine.Runners.Count == 0 ? 1 : engine.Runners.Average(runner => runner.Read(state => state.Head.Swept >= state.Head.Ruleset ? 1.0 : 0.0));

    /// <summary>Waits until the walk is over, a second at most: in a small workspace a segment is right as soon as it is published.</summary>
    public async Task Settle(CancellationToken cancelled)
    {
        var patience = Task.Delay(TimeSpan.FromSeconds(1), cancelled);
        while (!patience.IsCompleted && Progress < 1) await Task.WhenAny(Task.Delay(5, cancelled), patience);
        cancelled.ThrowIfCancellationRequested();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var runner in engine.Runners)
                await Walk(runner, stoppingToken);
    }

    private async Task Walk(ShardRunner runner, CancellationToken stopping)
    {
        var (ruleset, swept) = runner.Read(state => (state.Head.Ruleset, state.Head.Swept));
        if (swept >= ruleset) return;
        // Whoever comes later is decided under the new ruleset at once; whoever was there before is stored after this.
        runner.Checkpoint(settings.CachePerShard(engine.ShardCount));
        var after = default(EntityId);
        while (true)
        {
            var page = runner.Customers(after, CustomersPerEntry);
            after = page.Last;
            var restatement = new Restatement(ruleset, page.Customers, Complete: page.IsEnd);
            var position = await inbox.AcceptPatiently([new(runner.Id, EntryKind.Restate, restatement.ToBytes())], stopping);
            while (runner.Folded < position) await Task.Delay(1, stopping);
            // Another ruleset in between: begin again under that one.
            if (page.IsEnd || runner.Read(state => state.Head.Ruleset) != ruleset) return;
        }
    }
}
