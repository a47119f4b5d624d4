using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Postgres;
using Tandem.Testing;

namespace Tandem.Storage.Tests.Postgres;

/// <summary>What is older than the journal's retention goes, in small steps.</summary>
public sealed class PostgresRetentionTests : IAsyncLifetime
{
    private const int Shards = 4;

    private readonly string database = PostgresServer.Shared.NewDatabase();
    private readonly SettableClock clock = new();
    private readonly List<PostgresStore> stores = [];

    private Instant Now => Instant.From(clock.Now);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in stores) await store.DisposeAsync();
    }

    [Fact]
    public async Task Rows_whose_time_is_over_go_and_the_journal_begins_later()
    {
        var store = Open();
        await Write(store, 60);
        clock.Now += TimeSpan.FromDays(1);
        var before = Now;
        await Write(store, 60);
        var entries = store.Journal.Read(default).ToList();
        var kept = entries.FindAll(entry => entry.At >= before);
        Assert.Equal((120, 60), (entries.Count, kept.Count));

        Assert.Equal(1, Shorten(store, before));

        foreach (var one in new[] { store, Open() })
        {
            Assert.Equal(kept.Select(entry => entry.Position), one.Journal.Read(default).Select(entry => entry.Position));
            Assert.Equal((kept[0].Position, kept[^1].Position), (one.Journal.First, one.Journal.Last));
            Assert.Equal(kept[0].Position, one.Journal.Parts()[0].First);
            Assert.Equal([kept[0].Position, kept[^1].Position], one.Journal.Find([entries[0].Position, entries[59].Position, kept[0].Position, kept[^1].Position]).Select(entry => entry.Position));
            Assert.Equal(kept[0].Position.Value, one.Figures.Journal.First);
        }
        await Write(store, 1);
        Assert.True(store.Journal.Last > kept[^1].Position);
    }

    [Fact]
    public async Task The_newest_row_always_stays()
    {
        var store = Open();
        await Write(store, 20);
        var last = store.Journal.Last;
        Shorten(store, new(long.MaxValue));
        Assert.Equal((last, last), (store.Journal.First, store.Journal.Last));
    }

    [Fact]
    public async Task What_waits_or_has_a_position_and_is_not_folded_stays_and_all_that_follows_it()
    {
        var store = Open();
        await Write(store, 40);
        await store.Inbox.Accept([ShardStoreSuite.Did(new(1), "taken", 1), ShardStoreSuite.Did(new(1), "begun", 1)]);
        var taken = new List<Entry>();
        using (var turn = store.Shards.TryOpen(new(1))!)
        {
            turn.Take(taken, 1);
            turn.Commit(new(taken[0].Position, default));
        }
        await Write(store, 8, except: 1);
        await store.Inbox.Accept([ShardStoreSuite.Did(new(2), "waiting", 1)]);

        Shorten(store, new(long.MaxValue));

        Assert.Equal(taken[0].Position, store.Journal.First);
        Assert.Equal(2 + 6, store.Journal.Read(default).Count());
        Assert.Equal(1, store.States.WaitingFor(new(2)));
        using var next = store.Shards.TryOpen(new(1))!;
        taken.Clear();
        Assert.Equal(1, next.Take(taken, 10));
    }

    [Fact]
    public async Task What_became_of_interactions_is_forgotten_with_them()
    {
        var store = Open();
        await Write(store, 40);
        var cut = store.Journal.Last;
        clock.Now += TimeSpan.FromDays(1);
        var before = Now;
        await Write(store, 40);
        Assert.NotEmpty(store.States.LoadDispositions(new(1), cut));
        Shorten(store, before);
        Assert.Empty(store.States.LoadDispositions(new(1), cut));
        Assert.NotEmpty(store.States.LoadDispositions(new(cut.Value + 1), store.Journal.Last));
    }

    [Fact]
    public async Task Without_anything_old_nothing_is_done()
    {
        var store = Open();
        await Write(store, 20);
        Assert.False(store.Retention.Step(Now));
        Assert.Equal(20, store.Journal.Read(default).Count());
    }

    /// <summary>Whoever reads meanwhile sees all from some entry on, and the end of it is what stays.</summary>
    [Fact]
    public async Task Several_who_do_it_at_once_take_from_the_beginning_only()
    {
        var (left, right) = (Open(), Open());
        for (var row = 0; row < 1_300; row++) await left.Inbox.Accept([ShardStoreSuite.Did(new(row % Shards), "old", row)]);
        Fold(left);
        clock.Now += TimeSpan.FromDays(1);
        var before = Now;
        await Write(left, 20);
        var all = left.Journal.Read(default).Select(entry => entry.Position).ToList();
        var work = new[] { left, right }.Select(store => Task.Run(() =>
        {
            var steps = 0;
            while (store.Journal.First < all[^20]) steps += store.Retention.Step(before) ? 1 : 0;
            return steps;
        })).ToArray();
        while (!work.All(one => one.IsCompleted))
        {
            var first = right.Journal.First;
            var seen = right.Journal.Find(all).Select(entry => entry.Position).ToList();
            Assert.Equal(all.TakeLast(seen.Count), seen);
            Assert.True(seen[0] >= first);
        }
        Assert.Equal(3, (await Task.WhenAll(work)).Sum());
        Assert.Equal(all.TakeLast(20), left.Journal.Read(default).Select(entry => entry.Position));
    }

    [Fact]
    public async Task Who_rewrites_entries_is_not_disturbed_and_finds_what_is_left()
    {
        var store = Open();
        await Write(store, 40);
        var steps = 0;
        var changed = store.Eraser.Rewrite(store.Journal.Last, entry =>
        {
            if (steps++ == 0) Assert.False(Open().Retention.Step(new(long.MaxValue)));
            return (EntryKind.Erased, "gone"u8.ToArray());
        }, (_, _) => { });
        Assert.Equal(40, changed);
        Assert.True(store.Retention.Step(new(long.MaxValue)));
    }

    /// <returns>How many steps did something.</returns>
    private static int Shorten(PostgresStore store, Instant before)
    {
        var steps = 0;
        while (store.Retention.Step(before)) steps++;
        return steps;
    }

    private static async Task Write(PostgresStore store, int count, int except = -1)
    {
        foreach (var number in Enumerable.Range(0, count))
            if (number % Shards != except) await store.Inbox.Accept([ShardStoreSuite.Did(new(number % Shards), "name", number)]);
        Fold(store, except);
    }

    private static void Fold(PostgresStore store, int except = -1)
    {
        for (var shard = 0; shard < Shards; shard++)
        {
            if (shard == except) continue;
            using var turn = store.Shards.TryOpen(new(shard))!;
            for (var taken = new List<Entry>(); turn.Take(taken, 1000) > 0; taken.Clear())
                turn.Commit(new(taken[^1].Position, default) { Dispositions = new(taken[^1].Position, taken[0].Position, taken[^1].Position, new byte[] { 1 }) });
        }
    }

    private PostgresStore Open()
    {
        var store = PostgresStore.Open(database, clock, new() { ShardCount = Shards });
        stores.Add(store);
        return store;
    }
}
