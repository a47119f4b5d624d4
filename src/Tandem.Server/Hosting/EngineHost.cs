using System.Diagnostics;
using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Server.Operations;
using Tandem.Server.Operations.Metrics;

namespace Tandem.Server.Hosting;

/// <summary>
/// The engine of one process: all its shards at work, each driven by one of a few threads. Asked by the API for what
/// the shards know now.
/// </summary>
public sealed class EngineHost : IEngine, IHostedService, IDisposable
{
    private const int EntriesPerStep = 256;

    /// <summary>A checkpoint is at most so far behind: what a crash makes the next start fold again.</summary>
    private const int MaxBehindCheckpoint = 100_000;

    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(1), ShortestNap = TimeSpan.FromMilliseconds(1), LongestNap = TimeSpan.FromMilliseconds(50);

    private readonly IShardStore store;
    private readonly IStateReader states;
    private readonly IJournal journal;
    private readonly RulesetHost rulesets;
    private readonly FoldSignal signal;
    private readonly ServerSettings settings;
    private readonly IInbox inbox;
    private readonly EngineClock clock;
    private readonly IHostApplicationLifetime lifetime;
    private readonly StorageHealth storage;
    private readonly FoldMeasures measures;
    private readonly ILogger<EngineHost> log;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Thread> workers = [];
    private ShardRunner[] runners = [];
    private long[] backlog = [];
    private long folded;

    internal EngineHost(
        IShardStore store, IStateReader states, IJournal journal, RulesetHost rulesets, FoldSignal signal, ServerSettings settings,
        IInbox inbox, EngineClock clock, IHostApplicationLifetime lifetime, StorageHealth storage, FoldMeasures measures, ILogger<EngineHost> log)
    {
        (this.store, this.states, this.journal, this.rulesets) = (store, states, journal, rulesets);
        (this.signal, this.settings, this.inbox, this.clock) = (signal, settings, inbox, clock);
        (this.lifetime, this.storage, this.measures, this.log) = (lifetime, storage, measures, log);
    }

    public int ShardCount => store.ShardCount;

    public IReadOnlyList<IShardView> Shards => runners;

    /// <summary>All of them.</summary>
    public IReadOnlyList<ShardRunner> Owned => runners;

    public long Folded => Volatile.Read(ref folded);

    public ReplayLag? Replay
    {
        get
        {
            var (entries, oldest) = (0L, (Instant?)null);
            for (var i = 0; i < backlog.Length; i++)
            {
                var left = backlog[i] - runners[i].FoldedEntries;
                if (left <= 0) continue;
                entries += left;
                if (runners[i].FoldedAt is { } at && (oldest is null || at < oldest)) oldest = at;
            }
            return entries == 0 ? null : new(entries, oldest is { } behind ? (clock.Now - behind).Micros / 1e6 : null);
        }
    }

    public void Checkpoint()
    {
        foreach (var runner in runners) Checkpoint(runner);
    }

    public Task Settle(CancellationToken cancelled) => FoldedTo(journal.Last, Task.Delay(TimeSpan.FromSeconds(1), cancelled), cancelled);

    public async Task<bool> Settle(Receipt receipt, TimeSpan patience, CancellationToken cancelled)
    {
        var waiting = Task.Delay(patience, cancelled);
        await FoldedTo(new(receipt.Value), waiting, cancelled);
        return !waiting.IsCompleted;
    }

    private async Task FoldedTo(Position last, Task patience, CancellationToken cancelled)
    {
        await Until(() => FoldedUpTo(last), patience, cancelled);
        // A forwarded entry, a link, an offer and its answer: so many rounds of messages follow from one interaction at most.
        for (var round = 0; round < 4 && !patience.IsCompleted; round++)
        {
            var sent = runners.Sum(runner => runner.Sent);
            if (runners.Sum(runner => runner.Received) >= sent) break;
            await Until(() => runners.Sum(runner => runner.Received) >= sent, patience, cancelled);
        }
        cancelled.ThrowIfCancellationRequested();
    }

    public IReadOnlyList<CountRow> Counts(string prefix)
    {
        var sums = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var runner in runners)
        {
            var part = runner.Read(state => state.Counts.All.Where(count => count.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList());
            foreach (var (name, value) in part) sums[name] = sums.GetValueOrDefault(name) + value;
        }
        return [.. sums.Select(sum => new CountRow(sum.Key, sum.Value))];
    }

    public decimal Count(string name)
    {
        var sum = 0m;
        foreach (var runner in runners) sum += runner.Read(state => state.Counts[name]);
        return sum;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var opened = new ShardRunner[store.ShardCount];
        Parallel.For(0, opened.Length, shard => opened[shard] = Open(shard));
        backlog = [.. opened.Select(runner => states.WaitingFor(runner.Id))];
        runners = opened;
        for (var worker = 0; worker < settings.FoldThreads; worker++)
        {
            var mine = runners.Where(runner => runner.Id.Value % settings.FoldThreads == worker).ToList();
            var thread = new Thread(() => Work(mine)) { Name = $"fold {worker}", IsBackground = true };
            workers.Add(thread);
            thread.Start();
        }
        rulesets.Start();
        AnnounceVersion();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.Run(() => workers.ForEach(worker => worker.Join()), CancellationToken.None);
        Checkpoint();
    }

    public void Dispose()
    {
        foreach (var runner in runners) runner.Dispose();
        stopping.Dispose();
    }

    private ShardRunner Open(int shard)
    {
        var turn = store.TryOpen(new(shard)) ?? throw new InvalidOperationException($"Shard {shard} is held by somebody else in this process.");
        return new(turn, store.ShardCount, rulesets.Get) { MaxCached = settings.CachePerShard(store.ShardCount) };
    }

    /// <summary>Tells the shards that another version of the engine folded before. Not waited for, as the rulesets are not.</summary>
    private void AnnounceVersion()
    {
        var payload = EngineVersion.ToBytes();
        Arrival[] announcements =
        [
            .. runners.Where(runner => runner.Read(state => state.Head.EngineVersion) != EngineVersion.Current)
                .Select(runner => new Arrival(runner.Id, EntryKind.Version, payload)),
        ];
        if (announcements.Length > 0) _ = inbox.AcceptPatiently(announcements, stopping.Token);
    }

    private void Work(List<ShardRunner> mine)
    {
        try
        {
            var turns = new CheckpointTurns(mine, MaxBehindCheckpoint / settings.FoldThreads, (long)CheckpointEvery.TotalMilliseconds, Environment.TickCount64);
            var nap = ShortestNap;
            while (!stopping.IsCancellationRequested)
            {
                var done = 0;
                foreach (var runner in mine)
                {
                    var began = Stopwatch.GetTimestamp();
                    var entries = runner.Step(EntriesPerStep);
                    if (entries > 0)
                    {
                        measures.Turns.AddSince(began);
                        measures.Folded(runner.Stepped);
                    }
                    done += entries;
                    if (turns.Next(Environment.TickCount64) is { } due) Checkpoint(due);
                }
                Interlocked.Add(ref folded, done);
                if (done > 0)
                {
                    nap = ShortestNap;
                    continue;
                }
                // Messages between shards come without waking anybody: soon after work there may be more, later hardly.
                signal.Sleep(nap);
                nap = nap * 2 < LongestNap ? nap * 2 : LongestNap;
            }
        }
        catch (Exception fault)
        {
            // A fold that cannot go on must not be hidden: the journal keeps everything, and a start goes on from there.
            log.FoldFailed(fault);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    /// <summary>A full disk stops no fold: the checkpoint is made when there is room again.</summary>
    internal void Checkpoint(ShardRunner runner)
    {
        // What broke off is folded again at the next start.
        if (runner.IsBroken) return;
        try
        {
            var (writes, began) = (runner.SinceCheckpoint > 0, Stopwatch.GetTimestamp());
            runner.Checkpoint();
            if (!writes) return;
            measures.Checkpoints.AddSince(began);
            storage.Wrote(StorageTask.Checkpoints);
        }
        catch (StorageFullException full)
        {
            storage.Failed(StorageTask.Checkpoints, full);
        }
    }

    private async Task Until(Func<bool> holds, Task patience, CancellationToken cancelled)
    {
        while (!patience.IsCompleted && !holds())
        {
            signal.Wake();
            await Task.WhenAny(Task.Delay(1, cancelled), patience);
        }
    }

    private bool FoldedUpTo(Position last)
    {
        foreach (var runner in runners)
            if (runner.Folded < last && (states.WaitingFor(runner.Id) > 0 || runner.IsBusy)) return false;
        return true;
    }
}
