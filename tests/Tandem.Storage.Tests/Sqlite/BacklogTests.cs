using System.Text;
using Tandem.Engine.Journal;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>What waits is taken in order, whether it is in memory or only in the journal.</summary>
public sealed class BacklogTests : IDisposable
{
    private const int Shards = 8;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task More_than_fits_in_memory_is_taken_whole_after_a_restart()
    {
        const int count = 20_000;
        await using (var store = Open(maxInMemory: 100_000)) await Write(store, 0, count);
        await using (var store = Open(maxInMemory: 1_000))
        {
            Assert.Equal(count, store.States.Waiting);
            var taken = new List<Entry>();
            for (var shard = 0; shard < Shards; shard++)
            {
                using var turn = store.Shards.TryOpen(new(shard))!;
                while (turn.Take(taken, 77) > 0)
                {
                }
            }
            Assert.Equal(0, store.States.Waiting);
            AssertWhole(taken, count);
        }
    }

    [Fact]
    public async Task Shards_that_take_at_different_speeds_while_more_arrives_miss_and_double_nothing()
    {
        const int before = 12_000, after = 12_000;
        await using (var store = Open(maxInMemory: 100_000)) await Write(store, 0, before);
        await using (var store = Open(maxInMemory: 2_000))
        {
            var writing = Task.Run(() => Write(store, before, after));
            var lanes = await Task.WhenAll(Enumerable.Range(0, Shards).Select(shard => Task.Run(async () =>
            {
                using var turn = store.Shards.TryOpen(new(shard))!;
                var taken = new List<Entry>();
                while (taken.Count < (before + after) / Shards)
                {
                    turn.Take(taken, 10 + 100 * shard);
                    await Task.Yield();
                }
                return taken;
            })));
            await writing;
            Assert.Equal(0, store.States.Waiting);
            foreach (var lane in lanes) Assert.Equal(lane.OrderBy(entry => entry.Position), lane);
            AssertWhole([.. lanes.SelectMany(lane => lane)], before + after);
        }
    }

    [Fact]
    public async Task A_flood_of_messages_is_read_back_from_the_journal()
    {
        await using var store = Open(maxInMemory: 500);
        using var sender = store.Shards.TryOpen(new(0))!;
        using var receiver = store.Shards.TryOpen(new(1))!;
        for (var i = 0; i < 50; i++) sender.Send([.. Enumerable.Range(i * 100, 100).Select(number => Message(1, number))]);
        sender.Commit(new(default, default));
        var taken = new List<Entry>();
        while (taken.Count < 2_000) receiver.Take(taken, 100);
        sender.Send([Message(1, 5_000)]);
        sender.Commit(new(default, default));
        while (receiver.Take(taken, 100) > 0)
        {
        }
        Assert.Equal(Enumerable.Range(0, 5_001), taken.Select(Number));
    }

    [Fact]
    public async Task A_shard_that_was_idle_finds_its_first_entry_after_many_of_others()
    {
        await using (var store = Open(maxInMemory: 100_000))
        {
            for (var i = 0; i < 100; i++) await store.Inbox.Accept([.. Enumerable.Range(0, 100).Select(_ => Message(1, 1))]);
            await store.Inbox.Accept([Message(2, 42)]);
            using var turn = store.Shards.TryOpen(new(1))!;
            var taken = new List<Entry>();
            turn.Take(taken, 9_990);
            turn.Commit(new(taken[^1].Position, default));
        }
        await using (var store = Open(maxInMemory: 1_000))
        {
            Assert.Equal((11, 10, 1), (store.States.Waiting, store.States.WaitingFor(new(1)), store.States.WaitingFor(new(2))));
            using var idle = store.Shards.TryOpen(new(2))!;
            var taken = new List<Entry>();
            Assert.Equal(1, idle.Take(taken, 10));
            Assert.Equal(42, Number(taken[0]));
            Assert.Equal(0, idle.Take(taken, 10));
        }
    }

    [Fact]
    public async Task The_parsed_form_comes_along_without_being_stored()
    {
        var parsed = new object();
        await using (var store = Open(maxInMemory: 1_000))
        {
            await store.Inbox.Accept([Message(1, 1) with { Parsed = parsed }]);
            using var turn = store.Shards.TryOpen(new(1))!;
            var taken = new List<Entry>();
            turn.Take(taken, 1);
            Assert.Same(parsed, taken[0].Parsed);
        }
        await using (var store = Open(maxInMemory: 1_000)) Assert.Null(store.Journal.Find([new(1)])[0].Parsed);
    }

    [Fact]
    public async Task The_number_of_shards_stays_as_the_workspace_was_made()
    {
        await Open(maxInMemory: 1_000).DisposeAsync();
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System, new() { ShardCount = 64 });
        Assert.Equal(Shards, store.Shards.ShardCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(2048)]
    public void An_impossible_number_of_shards_is_refused_by_name(int count) =>
        Assert.Contains("ShardCount", Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddedStore.Open(folder.Path, TimeProvider.System, new() { ShardCount = count })).Message);

    private EmbeddedStore Open(int maxInMemory) =>
        EmbeddedStore.Open(folder.Path, TimeProvider.System, new() { ShardCount = Shards, MaxWaiting = Math.Min(200_000, maxInMemory), MaxInMemory = maxInMemory });

    private static Arrival Message(int shard, int number) => new(new(shard), EntryKind.Message, Encoding.UTF8.GetBytes($"{number}:" + new string('x', 300)));

    private static int Number(Entry entry) => int.Parse(Encoding.UTF8.GetString(entry.Payload.Span).Split(':')[0]);

    private static async Task Write(EmbeddedStore store, int from, int count)
    {
        for (var i = from; i < from + count;)
        {
            try
            {
                await store.Inbox.Accept([.. Enumerable.Range(i, 40).Select(number => Message(number % Shards, number))]);
                i += 40;
            }
            catch (OverloadedException)
            {
                await Task.Yield();
            }
        }
    }

    private static void AssertWhole(List<Entry> taken, int count)
    {
        Assert.Equal(Enumerable.Range(1, count).Select(i => (long)i), taken.Select(entry => entry.Position.Value).Order());
        foreach (var entry in taken) Assert.Equal((entry.Position.Value - 1) % Shards, Number(entry) % Shards);
        Assert.Equal(Enumerable.Range(0, count), taken.Select(Number).Order());
    }
}
