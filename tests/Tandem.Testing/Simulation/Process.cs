using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Storage.Memory;
using Tandem.Testing.Simulation.Actors;

namespace Tandem.Testing.Simulation;

/// <summary>One workspace's engine from a start to a crash: its store, its shards, and the actors that drive them.</summary>
internal sealed class Process : IDisposable
{
    private readonly List<IActor> actors;
    private readonly Dictionary<string, IActor> byName;
    private readonly SeparateActor separate;
    private readonly EraseActor erase;

    public Process(Durable durable, Ledger ledger, WorldClock clock, Plan plan, int workspace, Func<StorePoint, bool> crashes)
    {
        Durable = durable;
        Ledger = ledger;
        Clock = clock;
        Workspace = workspace;
        Store = new(durable.Disk, clock, plan.Shards) { WritesAtOnce = false, Crashes = crashes, MaxWaiting = plan.MaxWaiting };
        Runners = [.. Enumerable.Range(0, plan.Shards).Select(shard => new ShardRunner(new WatchedTurn(Store.TryOpen(new(shard))!, ledger), plan.Shards, number => durable.Rulesets[number]) { MaxCached = 3_000 })];
        var effects = new EffectActor(this);
        actors =
        [
            new JournalActor(this),
            .. Runners.Select(runner => new FoldActor(runner)),
            .. Runners.Select(runner => new CheckpointActor(runner)),
            new TickActor(this),
            new AnnounceActor(this),
            new RestateActor(this),
            new LaunchActor(this),
            separate = new(this),
            erase = new(this, effects),
            effects,
        ];
        byName = actors.ToDictionary(actor => actor.Name);
    }

    public Durable Durable { get; }

    public Ledger Ledger { get; }

    public WorldClock Clock { get; }

    public int Workspace { get; }

    public MemoryStore Store { get; }

    public IReadOnlyList<ShardRunner> Runners { get; }

    /// <summary>What a plan can give turns to, by name.</summary>
    public static IEnumerable<string> ActorNames(int shards) =>
    [
        JournalActor.ActorName, TickActor.ActorName, AnnounceActor.ActorName, RestateActor.ActorName, LaunchActor.ActorName, SeparateActor.ActorName, EraseActor.ActorName, EffectActor.ActorName,
        .. Enumerable.Range(0, shards).SelectMany(shard => new[] { FoldActor.NameOf(new(shard)), CheckpointActor.NameOf(new(shard)) }),
    ];

    public void Step(string actor, int size)
    {
        // A shrunk plan may have fewer shards than it was made for.
        if (byName.TryGetValue(actor, out var found)) found.Step(size);
    }

    public void Call(IReadOnlyList<Happening> happenings)
    {
        Arrival[] arrivals = [.. happenings.Select(happening => happening.ToArrival(Clock.Now, Store.ShardCount))];
        try
        {
            Ledger.Called(arrivals, Store.Accept(arrivals).AsTask());
        }
        catch (OverloadedException)
        {
            // The caller was told, and nothing was accepted.
        }
    }

    /// <summary>Asks that one of the merges that there are be undone.</summary>
    public void Undo(int which)
    {
        var merged = Runners.SelectMany(runner => runner.Customers(default, int.MaxValue).Customers.Select(id => (Runner: runner, Id: id)))
            .SelectMany(stored => stored.Runner.Read(state => (state.Find(stored.Id) as Customer)?.Merged.Select(merged => merged.Id).ToList()) ?? []).ToList();
        if (merged.Count > 0) separate.Ask(merged[which % merged.Count]);
    }

    /// <summary>Asks that one of the customers that there are be erased.</summary>
    public void Erase(int which)
    {
        var customers = Runners.SelectMany(runner => runner.Customers(default, int.MaxValue).Customers).ToList();
        if (customers.Count > 0) erase.Ask(customers[which % customers.Count]);
    }

    /// <summary>Lets every actor go on once; false when none of them had anything to do.</summary>
    public bool StepAll()
    {
        var busy = false;
        foreach (var actor in actors) busy |= actor.Step(int.MaxValue);
        return busy;
    }

    public void Dispose()
    {
        foreach (var runner in Runners) runner.Dispose();
    }
}
