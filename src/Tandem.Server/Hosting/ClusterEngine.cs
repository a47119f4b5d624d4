using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Server.Operations.Metrics;
using Tandem.Storage.Postgres;

namespace Tandem.Server.Hosting;

/// <summary>
/// The engine of one of several processes on a database. It owns its share of the shards and folds them, each turn with its
/// checkpoint in one transaction; what it looks at is what is stored, since other shards are folded elsewhere. Whatever goes
/// wrong with a shard ends its ownership: it is opened anew, here or elsewhere, from what is stored.
/// </summary>
public sealed class ClusterEngine : IEngine, IHostedService, IDisposable
{
    private const int EntriesPerTurn = 1024;

    private static readonly TimeSpan
        BeatEvery = TimeSpan.FromMilliseconds(500), ShortestNap = TimeSpan.FromMilliseconds(1), LongestNap = TimeSpan.FromMilliseconds(20), AfterTrouble = TimeSpan.FromMilliseconds(500),
        Patience = TimeSpan.FromSeconds(1), StuckAfter = TimeSpan.FromSeconds(20),
        ShortestPause = TimeSpan.FromMilliseconds(2), LongestPause = TimeSpan.FromMilliseconds(20), MergeEvery = TimeSpan.FromMilliseconds(250), AfterDamage = TimeSpan.FromMinutes(1);

    private readonly PostgresStore store;
    private readonly RulesetHost rulesets;
    private readonly OwnedShards owned;
    private readonly FoldSignal signal;
    private readonly ServerSettings settings;
    private readonly Eldest eldest;
    private readonly IHostApplicationLifetime lifetime;
    private readonly ILogger<ClusterEngine> log;
    private readonly CancellationTokenSource stopping = new();
    private readonly StoredHeads heads;
    private readonly long[] lastSeenAlive;
    private readonly List<Thread> threads = [];
    private volatile bool isAway;
    private long folded;

    internal ClusterEngine(
        PostgresStore store, RulesetHost rulesets, FoldSignal signal, ServerSettings settings, IInbox inbox, Eldest eldest, IHostApplicationLifetime lifetime, FoldMeasures measures,
        ILogger<ClusterEngine> log)
    {
        (this.store, this.rulesets, this.signal, this.settings) = (store, rulesets, signal, settings);
        (this.eldest, this.lifetime, this.log) = (eldest, lifetime, log);
        owned = new(store, rulesets.Get, measures)
        {
            EntriesPerTurn = EntriesPerTurn,
            CachePerShard = settings.CachePerShard,
            OtherVersion = shard => _ = inbox.AcceptPatiently([new(shard, EntryKind.Version, EngineVersion.ToBytes())], stopping.Token),
        };
        heads = new(store, TimeProvider.System);
        Shards = [.. Enumerable.Range(0, store.ShardCount).Select(shard => new StoredShard(store, heads, new(shard)))];
        lastSeenAlive = new long[settings.FoldThreads];
    }

    public int ShardCount => store.ShardCount;

    public IReadOnlyList<IShardView> Shards { get; }

    public IReadOnlyList<ShardRunner> Owned => owned.All;

    public long Folded => Volatile.Read(ref folded);

    /// <summary>Nothing is folded again: what is stored is all that was folded.</summary>
    public ReplayLag? Replay => null;

    public Task Settle(CancellationToken cancelled) => Settle(new Settling(store, heads), Patience, cancelled);

    public Task<bool> Settle(Receipt receipt, TimeSpan patience, CancellationToken cancelled) => Settle(new Settling(store, heads, receipt), patience, cancelled);

    private async Task<bool> Settle(Settling settling, TimeSpan patience, CancellationToken cancelled)
    {
        var (waiting, isSettled, pause) = (Task.Delay(patience, cancelled), false, ShortestPause);
        while (!(isSettled = settling.Step()) && !waiting.IsCompleted)
        {
            signal.Wake();
            await Task.WhenAny(Task.Delay(pause, cancelled), waiting);
            // To look costs the database more, the more it has to do.
            if (pause < LongestPause) pause *= 2;
        }
        cancelled.ThrowIfCancellationRequested();
        return isSettled;
    }

    public void Checkpoint()
    {
    }

    public IReadOnlyList<CountRow> Counts(string prefix) => store.States.SumCounts(prefix);

    public decimal Count(string name) => Counts(name).Where(count => count.Name == name).Select(count => count.Value).FirstOrDefault();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Array.Fill(lastSeenAlive, TimeProvider.System.GetTimestamp());
        Beat();
        Run("shares", KeepShare);
        Run("merges", Merge);
        for (var worker = 0; worker < settings.FoldThreads; worker++)
        {
            var mine = worker;
            Run($"fold {worker}", () => Fold(mine));
        }
        store.Listen(signal.Wake, stopping.Token);
        rulesets.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.Run(() => threads.ForEach(thread => thread.Join()), CancellationToken.None);
        owned.LoseAll();
    }

    public void Dispose() => stopping.Dispose();

    private void Run(string name, Action loop)
    {
        var thread = new Thread(() =>
        {
            try
            {
                loop();
            }
            catch (Exception fault)
            {
                // A fold that cannot go on must not be hidden: the journal keeps everything, and others go on from there.
                log.LogCritical(fault, "The fold cannot go on, and this process stops. Nothing that was accepted is lost.");
                Environment.ExitCode = 1;
                lifetime.StopApplication();
            }
        })
        { Name = name, IsBackground = true };
        threads.Add(thread);
        thread.Start();
    }

    /// <summary>Is there, and has its share of the shards: an equal part of them, and no more while others are there.</summary>
    private void KeepShare()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // A process whose folds stand still must not say that it is well: others take over what it does not do.
                if (lastSeenAlive.All(seen => TimeProvider.System.GetElapsedTime(Volatile.Read(ref seen)) < StuckAfter)) Beat();
                if (isAway) log.LogInformation("The database is there again.");
                isAway = false;
            }
            catch (StorageUnavailableException away)
            {
                if (!isAway) log.LogError("Nothing is folded or accepted until the database is there again: {Reason}", away.Message);
                isAway = true;
            }
            stopping.Token.WaitHandle.WaitOne(BeatEvery);
        }
    }

    /// <summary>Puts changed states into their rows, beside the folding.</summary>
    private void Merge()
    {
        var wait = MergeEvery;
        while (!stopping.Token.WaitHandle.WaitOne(wait))
        {
            wait = MergeEvery;
            try
            {
                while (!stopping.IsCancellationRequested && store.Merge())
                {
                }
            }
            catch (Exception trouble) when (trouble is StorageUnavailableException or StorageFullException)
            {
                // The folds tell of it; what is in chunks counts as well as what is in rows.
                wait = AfterTrouble;
            }
            catch (InvalidDataException damaged)
            {
                log.LogError("Changed states of a shard cannot be put into their rows: {Reason}", damaged.Message);
                wait = AfterDamage;
            }
        }
    }

    private void Beat() => eldest.IsThis = owned.Beat().IsEldest;

    private void Fold(int worker)
    {
        var nap = ShortestNap;
        while (!stopping.IsCancellationRequested)
        {
            Volatile.Write(ref lastSeenAlive[worker], TimeProvider.System.GetTimestamp());
            try
            {
                var done = owned.Fold(shard => shard.Value % settings.FoldThreads == worker);
                Interlocked.Add(ref folded, done);
                if (done > 0)
                {
                    nap = ShortestNap;
                    continue;
                }
            }
            catch (StorageUnavailableException)
            {
                // Whoever keeps the share tells of it.
                stopping.Token.WaitHandle.WaitOne(AfterTrouble);
                continue;
            }
            catch (StorageFullException full)
            {
                log.LogError("What was folded waits for room: {Reason}", full.Message);
                stopping.Token.WaitHandle.WaitOne(AfterTrouble);
                continue;
            }
            signal.Sleep(nap);
            nap = nap * 2 < LongestNap ? nap * 2 : LongestNap;
        }
    }
}
