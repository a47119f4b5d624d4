using Tandem.Engine.Effects;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Governance.Definitions;
using Tandem.Server.Delivery;
using Tandem.Server.Hosting;
using Tandem.Server.Sources;

namespace Tandem.Server.Overview;

/// <summary>Takes the engine's figures once a second, for everybody who looks.</summary>
public sealed class LiveOverview(
    IEngine engine, ShardCounts counts, IStateReader states, SourceRegistry sources, IMessageStore messages, EffectRunner effects, SendingSwitch sending,
    DefinitionLibrary library, EngineClock clock, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private TaskCompletionSource<OverviewModel> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile OverviewModel? latest;

    /// <summary>The figures of the last second, and what waits at this moment.</summary>
    public OverviewModel Latest => (latest ?? Look(new(0, 0), 0)) with { Waiting = states.Waiting, Replay = engine.Replay };

    /// <summary>The figures of the second that is under way, when it is over.</summary>
    public Task<OverviewModel> Next(CancellationToken cancelled) => Volatile.Read(ref next).Task.WaitAsync(cancelled);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        var (before, at) = (new Totals(engine.Folded, effects.Performed), time.GetTimestamp());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var seconds = time.GetElapsedTime(at).TotalSeconds;
            at = time.GetTimestamp();
            OverviewModel look;
            try
            {
                look = Look(before, seconds);
            }
            catch (StorageUnavailableException)
            {
                continue;
            }
            before = new(engine.Folded, effects.Performed);
            latest = look;
            Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult(look);
        }
    }

    /// <summary>
    /// What is folded is exact, but while a restart folds the journal again it is a figure of before: then what the
    /// sources counted is nearer to it. These may lack the last seconds before a crash.
    /// </summary>
    public static long Accepted(long folded, long counted, bool isReplaying) => isReplaying ? Math.Max(folded, counted) : folded;

    private OverviewModel Look(Totals before, double seconds)
    {
        var rates = sources.All.Select(known => new SourceRateModel(known.Source.Name, known.Traffic.PerSecond, known.Traffic.Counts.Accepted, known.Traffic.Counts.Rejected)).ToList();
        var sums = counts.All("");
        var sent = messages.Counts();
        var (folded, replay) = (Count(CountNames.Interactions) + Count(CountNames.Duplicates) + Count(CountNames.Unidentified), engine.Replay);
        return new(
            clock.Show(), rates.Sum(rate => rate.InteractionsPerSecond), Rate(engine.Folded - before.Folded), Rate(effects.Performed - before.Performed),
            Accepted(folded, rates.Sum(rate => rate.Accepted), replay is not null), rates.Sum(rate => rate.Rejected), states.Waiting, replay, Count(CountNames.Customers), Count(CountNames.Accounts),
            new(sent.Queued, sent.Sent, sent.Failed + sent.Bounced + sent.Uncertain, sent.Withheld), rates,
            [.. Enum.GetValues<InteractionType>().Select(type => new TypeCountModel(type.ToString().ToLowerInvariant(), Count(CountNames.OfType(type)))).Where(type => type.Count > 0)],
            library.Latest.Number, sending.Outside);

        double Rate(long count) => seconds > 0 ? count / seconds : 0;

        long Count(string name) => (long)sums.GetValueOrDefault(name);
    }

    private readonly record struct Totals(long Folded, long Performed);
}
