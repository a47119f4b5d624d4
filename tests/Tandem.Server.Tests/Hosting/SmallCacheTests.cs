using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Server.Tests.Delivery;
using Tandem.Storage.Sqlite;
using Tandem.Testing;

namespace Tandem.Server.Tests.Hosting;

/// <summary>States larger than memory: what leaves the cache comes back from the file, and nobody can tell.</summary>
public sealed class SmallCacheTests
{
    private const int Customers = 3_000, Shards = 4, PerCheckpoint = 500;
    private const long Tiny = 64 << 10, Large = 1L << 30;

    private static readonly Ruleset Rules = Ruleset.Compile(RulesetSource.Empty with
    {
        Number = 1,
        Segments =
        [
            new("buyers", """events("Order Completed").within("30d").count() >= 2"""),
            new("lapsing", """events("Order Completed").any() && events("Order Completed").within("10d").none()"""),
        ],
    });

    [Fact]
    public async Task A_tiny_cache_gives_the_same_states_as_a_large_one()
    {
        var (small, mostCached) = await Live(Tiny);
        var (large, allCached) = await Live(Large);
        Assert.Equal(Customers, large.Count);
        Assert.True(mostCached < Customers / 10, $"{mostCached} of {Customers} customers were in memory after a checkpoint");
        Assert.Equal(Customers, allCached);
        Assert.Equal(large.Select(row => row.Id), small.Select(row => row.Id));
        // The profiles are made of these, when states are merged, which happens beside all this.
        foreach (var (left, right) in large.Zip(small)) Assert.Equal(left.Work.ToArray(), right.Work.ToArray());
    }

    /// <summary>Thousands of customers in random order, with time that passes; answers the states and how many customers were in memory at most after a checkpoint.</summary>
    private static async Task<(IReadOnlyList<StateRow> States, int MostCached)> Live(long cache)
    {
        using var folder = new Folder();
        var clock = new SettableClock { Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        await using var store = EmbeddedStore.Open(folder.Path, clock, new() { ShardCount = Shards });
        var runners = Enumerable.Range(0, Shards).Select(shard => new ShardRunner(store.Shards.TryOpen(new(shard))!, Shards, number => number == 0 ? Ruleset.Empty : Rules) { MaxCached = cache / Shards }).ToList();
        await store.Inbox.Accept([.. runners.Select(runner => new Arrival(runner.Id, EntryKind.Ruleset, new byte[] { 1, 1 }))]);
        var random = new Random(11);
        var most = 0;
        for (var number = 0; number < 4 * Customers; number += PerCheckpoint)
        {
            var arrivals = new List<Arrival>(PerCheckpoint);
            for (var i = number; i < number + PerCheckpoint; i++) arrivals.Add(Interaction(i, i < Customers ? i : random.Next(Customers), clock));
            await store.Inbox.Accept(arrivals);
            clock.Now += TimeSpan.FromDays(1);
            await store.Inbox.Accept([.. runners.Select(runner => new Arrival(runner.Id, EntryKind.Tick, new byte[] { 1 }))]);
            while (runners.Sum(runner => runner.Step(256)) > 0)
            {
            }
            foreach (var runner in runners)
            {
                runner.Checkpoint();
                var cached = runner.Read(state => state.CachedBytes);
                Assert.True(cached <= cache / Shards, $"{cached} bytes were in memory after a checkpoint, where {cache / Shards} are allowed");
            }
            most = Math.Max(most, runners.Sum(runner => runner.Read(state => state.Cached)));
        }
        runners.ForEach(runner => runner.Dispose());
        return (store.States.LoadStates(store.States.LoadIds(default, int.MaxValue)), most);
    }

    private static Arrival Interaction(int number, int customer, SettableClock clock)
    {
        var at = Instant.From(clock.Now);
        var interaction = number % 3 == 0
            ? Calls.Of(InteractionType.Identify, $"userId:u{customer}", at, $"m{number}", body: $$$"""{"traits":{"city":"Town {{{number % 50}}}","visits":{{{number}}}}}""")
            : Calls.Of(InteractionType.Track, $"userId:u{customer}", at, $"m{number}", "Order Completed", """{"properties":{"total":12.5}}""");
        var to = new ByteWriter();
        interaction.Write(to);
        return new(interaction.Identities[0].Shard(Shards), EntryKind.Interaction, to.ToArray());
    }
}
