using Tandem.Engine.Accounts;
using Tandem.Engine.Backfill;
using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Erasure;
using Tandem.Engine.Folding;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Running;
using Tandem.Engine.Separation;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Memory;

namespace Tandem.Testing;

/// <summary>
/// The whole engine in one thread, on a store in memory: what happens comes in by <see cref="Identify"/>,
/// <see cref="Track"/> and their like, and <see cref="Settle"/> does everything that follows from it.
/// </summary>
public sealed class World : IDisposable
{
    private readonly MemoryDisk disk;
    private readonly Dictionary<int, Ruleset> rulesets;
    private readonly int shards;
    private readonly SeparationRequests separations = new();
    private readonly ErasureRequests erasures = new();
    private MemoryStore store = null!;
    private ShardRunner[] runners = [];
    private int messages;

    public World(int shards = 8, string start = "2026-01-01T00:00:00Z")
    {
        this.shards = shards;
        disk = new();
        rulesets = new() { [0] = Ruleset.Empty };
        Clock = new(Calls.Time(start));
        Open(_ => false);
    }

    private World(World original, int batchSize)
    {
        (shards, rulesets, Rules, BatchSize) = (original.shards, original.rulesets, original.Rules, batchSize);
        disk = original.disk.WithoutCheckpoints();
        Clock = new(original.Clock.Now);
        Open(_ => false);
    }

    public WorldClock Clock { get; }

    public MemoryStore Store => store;

    public MemoryDisk Disk => disk;

    public IReadOnlyList<ShardRunner> Runners => runners;

    /// <summary>How many entries one step folds; any number must give the same states.</summary>
    public int BatchSize { get; init; } = 16;

    public Ruleset Rules { get; private set; } = Ruleset.Empty;

    public void Publish(Func<RulesetSource, RulesetSource> change)
    {
        Rules = Ruleset.Compile(change(Rules.Source) with { Number = Rules.Number + 1 });
        rulesets[Rules.Number] = Rules;
        foreach (var runner in runners) Put(Entries.Switch(runner.Id, Rules.Number));
    }

    /// <summary>Brings everybody under the present ruleset, as the server does beside the traffic.</summary>
    public void Restate() => Finish(NewRestater());

    /// <summary>Drives it until nothing is left to do.</summary>
    public void Finish(Restater restater)
    {
        do Settle();
        while (restater.Step());
    }

    /// <summary>What brings everybody under new rules, to be driven step by step.</summary>
    public Restater NewRestater() => new(store, store, store, runners, number => rulesets[number]);

    /// <summary>What undoes merges, to be driven step by step.</summary>
    public Separator NewSeparator() => new(store, store, store, runners, number => rulesets[number], separations);

    /// <summary>Undoes a merge, as the server does beside the traffic.</summary>
    public void Separate(EntityId absorbed)
    {
        var separator = NewSeparator();
        separator.Ask(absorbed);
        do Settle();
        while (separator.Step());
    }

    /// <summary>Which customers are to be erased, and what was done.</summary>
    public ErasureRequests Erasures => erasures;

    /// <summary>What erases customers, to be driven step by step.</summary>
    public Eraser NewEraser() => new(store, store, store, runners, erasures, [], [new JournalErasure(store, store, store, erasures)]);

    /// <summary>Erases a customer, as the server does beside the traffic.</summary>
    public void Erase(EntityId customer)
    {
        erasures.Add(new($"e{customer}", customer));
        Finish(NewEraser());
    }

    /// <summary>Drives it until nothing is left to do.</summary>
    public void Finish(Eraser eraser)
    {
        do Settle();
        while (eraser.Step());
    }

    public void Identify(string identities, string traits = "{}", string? messageId = null, string context = "{}", bool historical = false) =>
        Send(Calls.Of(InteractionType.Identify, identities, Clock.Now, messageId ?? Next(), body: $$"""{"traits":{{traits}},"context":{{context}}}""", historical: historical));

    public void Track(string identities, string name, string properties = "{}", string? messageId = null, Instant? at = null, bool historical = false) =>
        Send(Calls.Of(InteractionType.Track, identities, at ?? Clock.Now, messageId ?? Next(), name, $$"""{"properties":{{properties}}}""", historical));

    public void Group(string identities, string groupId, string traits = "{}", bool historical = false) =>
        Send(Calls.Of(InteractionType.Group, identities, Clock.Now, Next(), groupId, $$"""{"traits":{{traits}}}""", historical));

    public void Send(Interaction interaction)
    {
        var to = new ByteWriter();
        interaction.Write(to);
        Put(new(interaction.Identities[0].Shard(shards), EntryKind.Interaction, to.ToArray()));
    }

    public void Put(Arrival arrival) => store.Accept([arrival]).AsTask().GetAwaiter().GetResult();

    /// <summary>Folds all that waits and all that follows from it.</summary>
    public void Settle()
    {
        while (runners.Sum(runner => runner.Step(BatchSize)) > 0)
        {
        }
    }

    /// <summary>Lets time pass, with the ticks that fall due on the way.</summary>
    public void Pass(string duration)
    {
        if (!Duration.TryParse(duration, out var length)) throw new FormatException(duration);
        Settle();
        Clock.Now += length;
        while (true)
        {
            var due = runners.Where(runner => runner.NextDue <= Clock.Now).ToList();
            if (due.Count == 0) break;
            foreach (var runner in due) Put(Entries.Tick(runner.Id));
            Settle();
        }
    }

    public void Checkpoint()
    {
        foreach (var runner in runners) runner.Checkpoint();
    }

    /// <summary>Ends the process and starts another one on what was durable.</summary>
    public void Restart(Func<StorePoint, bool>? crashes = null)
    {
        store.Crash();
        Open(crashes ?? (_ => false));
    }

    /// <summary>Folds the whole journal again, from nothing.</summary>
    public World Replay(int batchSize)
    {
        var replay = new World(this, batchSize);
        replay.Settle();
        replay.Checkpoint();
        return replay;
    }

    /// <summary>The customer as it is now, following merges.</summary>
    public Customer? Find(string identity)
    {
        var known = Calls.Identity(identity);
        var id = runners[known.Shard(shards).Value].Read(state => state.OwnerOf(known));
        while (!id.IsNobody)
        {
            var (customer, to) = runners[id.Home.Value].Read(state => state.Find(id) is Moved moved ? (null, moved.To) : ((state.Find(id) as Customer)?.Copy(), default(EntityId)));
            if (to.IsNobody) return customer;
            id = to;
        }
        return null;
    }

    public Account? FindAccount(string groupId)
    {
        var id = AccountFold.IdOf(groupId, shards);
        return runners[id.Home.Value].Read(state => state.Find(id)) as Account;
    }

    /// <summary>All customers as of the last checkpoint.</summary>
    public List<Customer> Everybody() =>
        [.. store.LoadStates([.. store.LoadIds(default, int.MaxValue)]).Where(row => row.Id.Kind == EntityKind.Customer).Select(row => Customer.TryRead(row)).OfType<Customer>()];

    public List<StateRow> States() => [.. store.LoadStates([.. store.LoadIds(default, int.MaxValue)])];

    public decimal Count(string name) => runners.Sum(runner => runner.Read(state => state.Counts[name]));

    /// <summary>Messages that the fold decided on, as of the last checkpoint.</summary>
    public List<MessageEffect> Messages() => [.. store.Read(0, int.MaxValue).Select(row => MessageEffect.Read(row.Effect.Payload.Span))];

    public void Dispose()
    {
        foreach (var runner in runners) runner.Dispose();
    }

    private void Open(Func<StorePoint, bool> crashes)
    {
        store = new(disk, Clock, shards) { Crashes = crashes };
        runners = [.. Enumerable.Range(0, shards).Select(shard => new ShardRunner(store.TryOpen(new(shard))!, shards, number => rulesets[number]) { MaxCached = 0 })];
    }

    private string Next() => $"m{++messages}";
}
