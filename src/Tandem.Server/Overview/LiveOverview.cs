using Tandem.Engine.Effects;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Governance.Definitions;
using Tandem.Server.Delivery;
using Tandem.Server.Hosting;
using Tandem.Server.Operations.Metrics;
using Tandem.Server.Sources;

namespace Tandem.Server.Overview;

/// <summary>Takes the engine's figures once a second, for everybody who looks.</summary>
public sealed class LiveOverview(
    IEngine engine, ShardCounts counts, IStateReader states, SourceRegistry sources, IMessageStore messages, EffectRunner effects, SendingSwitch sending,
    DefinitionLibrary library, FoldMeasures measures, TrackingCounts tracking, EngineClock clock, TimeProvider time) : BackgroundService
{
    private const int LatencySeconds = 10, PastSeconds = 300;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private TaskCompletionSource<OverviewModel> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LatencyWindow latency = new(measures.Latency, LatencySeconds);
    private readonly Queue<(OverviewModel Look, long At)> past = new(PastSeconds + 1);
    private volatile OverviewModel? latest;

    /// <summary>The figures of the last second, and what waits at this moment.</summary>
    public OverviewModel Latest => (latest ?? Look(new(0, 0), 0, null)) with { Waiting = states.Waiting, Replay = engine.Replay };

    /// <summary>The last five minutes, a second each, oldest first.</summary>
    public IReadOnlyList<PastSecondModel> Past
    {
        get
        {
            lock (past)
                return [.. past.Select(one => new PastSecondModel(
                    Math.Round(time.GetElapsedTime(one.At).TotalSeconds, 3), one.Look.InteractionsPerSecond, one.Look.FoldedPerSecond, one.Look.Latency, one.Look.Errors, one.Look.Ruleset))];
        }
    }

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
                look = Look(before, seconds, latency.Next());
            }
            catch (StorageUnavailableException)
            {
                continue;
            }
            before = new(engine.Folded, effects.Performed);
            lock (past)
            {
                past.Enqueue((look, at));
                if (past.Count > PastSeconds) past.Dequeue();
            }
            latest = look;
            Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult(look);
        }
    }

    /// <summary>
    /// What is folded is exact, but while a restart folds the journal again it is a figure of before: then what the
    /// sources counted is nearer to it. These may lack the last seconds before a crash.
    /// </summary>
    public static long Accepted(long folded, long counted, bool isReplaying) => isReplaying ? Math.Max(folded, counted) : folded;

    private OverviewModel Look(Totals before, double seconds, LatencyModel? latency)
    {
        var rates = sources.All.Select(known => new SourceRateModel(known.Source.Name, known.Traffic.PerSecond, known.Traffic.Counts.Accepted, known.Traffic.Counts.Rejected)).ToList();
        var sums = counts.All("");
        var sent = messages.Counts();
        var (folded, replay) = (Count(CountNames.Interactions) + Count(CountNames.Duplicates) + Count(CountNames.Unidentified), engine.Replay);
        return new(
            clock.Show(), rates.Sum(rate => rate.InteractionsPerSecond), Rate(engine.Folded - before.Folded), Rate(effects.Performed - before.Performed),
            Accepted(folded, rates.Sum(rate => rate.Accepted), replay is not null), rates.Sum(rate => rate.Rejected), states.Waiting, replay, latency, Count(CountNames.Customers), Count(CountNames.Accounts),
            new(sent.Queued, sent.Sent, sent.Failed + sent.Bounced + sent.Uncertain, sent.Withheld), rates, Channels(sent.Sent),
            [.. Enum.GetValues<InteractionType>().Select(type => new TypeCountModel(type.ToString().ToLowerInvariant(), Count(CountNames.OfType(type)))).Where(type => type.Count > 0)],
            new(rates.Sum(rate => rate.Rejected), tracking.Refused, sent.Failed + sent.Bounced + sent.Uncertain, (long)sums.Where(sum => sum.Key.StartsWith(CountNames.SegmentErrors(""), StringComparison.Ordinal)).Sum(sum => sum.Value)),
            library.Latest.Number, sending.Outside);

        double Rate(long count) => seconds > 0 ? count / seconds : 0;

        long Count(string name) => (long)sums.GetValueOrDefault(name);
    }

    /// <summary>The channels of sources in the order of <see cref="SourceChannels"/>, with messages, which are mail; what no source has said comes last.</summary>
    private List<ChannelModel> Channels(long sent)
    {
        var bySaid = sources.All.ToLookup(known => known.Source.Channel);
        return
        [
            .. SourceChannels.All.Append("")
                .Select(channel => new ChannelModel(
                    channel.Length > 0 ? channel : null, bySaid[channel].Count(), bySaid[channel].Sum(known => known.Traffic.PerSecond),
                    bySaid[channel].Sum(known => known.Traffic.Counts.Accepted), channel == IdentityKinds.Email ? sent : 0))
                .Where(channel => channel.Sources > 0 || channel.MessagesSent > 0),
        ];
    }

    private readonly record struct Totals(long Folded, long Performed);
}
