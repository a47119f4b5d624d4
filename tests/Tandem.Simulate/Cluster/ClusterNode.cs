using System.Collections.Immutable;
using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Primitives;
using Tandem.Server.Hosting;
using Tandem.Server.Operations.Metrics;
using Tandem.Simulate.Cluster.Actors;
using Tandem.Storage.Clocks;
using Tandem.Storage.Memory.Shared;
using Tandem.Testing;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster;

/// <summary>One process, from its start until it is killed: its connections, its shards, and the loops that drive them.</summary>
internal sealed class ClusterNode
{
    public const string Beat = "beat", Effects = "effects", Read = "read";

    /// <summary>What makes durable, takes and folds what was accepted.</summary>
    public static readonly IReadOnlyList<string> Folding = ["writer 0", "writer 1", Beat, "fold 0", "fold 1"];

    private readonly List<IActor> actors;
    private readonly Dictionary<string, IActor> byName;
    private readonly SeparateActor separate;

    /// <param name="reaches">Told of each call to the database (null: of each attempt to send), before it (false) and after it.</param>
    public ClusterNode(Shared shared, Plan plan, MachineClock machine, int number, int generation, Action<ClusterNode, DatabaseCall?, bool> reaches)
    {
        (Shared, Number) = (shared, number);
        Clock = new(machine);
        // It starts where it can reach the database.
        Clock.Ask(() => shared.Now);
        Store = new(shared.Database, Clock, new Guid(generation, 0, 0, new byte[8])) { InStep = Clock, Reaches = (call, isAfter) => reaches(this, call, isAfter) };
        Inbox = new(Store) { WritesAtOnce = false };
        Waited = new(Inbox);
        Journal = new(Store);
        Heads = new(Store, Clock);
        Shards = [.. Enumerable.Range(0, plan.Shards).Select(shard => new StoredShard(Store, Heads, new(shard)))];
        var announce = new AnnounceActor(this);
        Owned = new(Store, Ruleset, new FoldMeasures(EngineClock.Real(TimeProvider.System))) { EntriesPerTurn = shared.Database.PositionsPerTurn, CachePerShard = _ => 4_000, OtherVersion = announce.OtherVersion };
        actors =
        [
            new CallActor("writer 0", _ => Inbox.Step(0)),
            new CallActor("writer 1", _ => Inbox.Step(1)),
            new BeatActor(this),
            new FoldActor(this, 0),
            new FoldActor(this, 1),
            announce,
            new TickActor(this),
            new RestateActor(this),
            separate = new(this),
            new LaunchActor(this),
            new EffectActor(this, plan.Seed % 2 == 0, isAfter => reaches(this, null, isAfter)),
            new ReadActor(this),
        ];
        byName = actors.ToDictionary(actor => actor.Name);
    }

    /// <summary>What a plan can give turns to.</summary>
    public static IReadOnlyList<string> ActorNames { get; } = ["writer 0", "writer 1", Beat, "fold 0", "fold 1", "announce", "ticks", "restate", "separate", "launch", Effects, Read];

    public Shared Shared { get; }

    public int Number { get; }

    /// <summary>By which the process goes, whatever its machine shows.</summary>
    public DatabaseClock Clock { get; }

    public SharedMemoryStore Store { get; }

    public SharedMemoryInbox Inbox { get; }

    /// <summary>For loops that wait for the answer.</summary>
    public DrivenInbox Waited { get; }

    public SharedMemoryJournal Journal { get; }

    public StoredHeads Heads { get; }

    public IReadOnlyList<IShardView> Shards { get; }

    public OwnedShards Owned { get; }

    public Eldest Eldest { get; } = new(isAlone: false);

    public bool HasEnded => Store.HasEnded;

    public static bool IsOften(string actor) => Folding.Contains(actor) || actor is Effects or Read;

    public Engine.Rulesets.Ruleset Ruleset(int number) => Shared.Durable.Rulesets[number];

    public void Step(string actor, int size) => Step(byName[actor], size);

    public void Call(ImmutableArray<Happening> happenings)
    {
        Arrival[] arrivals = [.. happenings.Select(happening => happening.ToArrival(Clock.Now, Shards.Count))];
        try
        {
            Shared.Called(happenings, arrivals, Inbox.Accept(arrivals).AsTask());
        }
        catch (OverloadedException)
        {
            // The caller was told, and nothing was accepted.
        }
    }

    /// <summary>Asks that one of the merges that there are be undone.</summary>
    public void Undo(int which, AtRest rest)
    {
        List<EntityId> merged = [.. rest.Customers.Values.SelectMany(customer => customer.Merged.Select(one => one.Id))];
        if (merged.Count > 0) separate.Ask(merged[which % merged.Count]);
    }

    /// <summary>Lets every actor go on once; false when none of them had anything to do.</summary>
    public bool StepAll()
    {
        var busy = false;
        foreach (var actor in actors) busy |= Step(actor, int.MaxValue);
        return busy;
    }

    /// <summary>Each loop waits a while when the database is away, or too much waits.</summary>
    private static bool Step(IActor actor, int size)
    {
        try
        {
            return actor.Step(size);
        }
        catch (Exception later) when (later is StorageUnavailableException or OverloadedException)
        {
            return false;
        }
    }
}
