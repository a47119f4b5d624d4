using Tandem.Engine.Journal;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>Old blocks leave journal.db for sealed parts, and nobody who reads can tell.</summary>
public sealed class SealingTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly SealedJournal journal;

    public SealingTests() => journal = new(folder);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await journal.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Whatever_is_read_is_the_same_before_and_after_sealing_and_after_a_restart()
    {
        await journal.Write(100);
        var before = journal.Look();
        journal.Fold();
        await journal.Upkeep();
        Assert.True(journal.Files.Length >= 3);
        Assert.True(Rows() < 20);
        Assert.Equal(before, journal.Look());
        await journal.Reopen();
        Assert.Equal(before, journal.Look());
        Assert.Equal(0, journal.Store.States.Waiting);
        await journal.Write(100);
        var more = journal.Look();
        Assert.StartsWith(before[0], more[0]);
        journal.Fold();
        await journal.Upkeep();
        Assert.Equal(more, journal.Look());
    }

    [Fact]
    public async Task Reading_begins_at_any_position_in_parts_and_rows()
    {
        await journal.Write(60);
        journal.Fold();
        await journal.Upkeep();
        await journal.Write(10);
        for (var after = 0; after <= 140; after += 3)
            Assert.Equal(Enumerable.Range(after + 1, 140 - after).Select(i => (long)i), journal.Store.Journal.Read(new(after)).Select(entry => entry.Position.Value));
        var names = new HashSet<string> { "name 1", "name 3" };
        var all = journal.Store.Journal.ReadInteractions(new(new(1), new(140)), names).Select(one => one.Position.Value).ToList();
        for (var first = 1; first <= 140; first += 7)
            for (var last = first - 1; last <= 140; last += 11)
                Assert.Equal(all.Where(position => position >= first && position <= last), journal.Store.Journal.ReadInteractions(new(new(first), new(last)), names).Select(one => one.Position.Value));
    }

    [Fact]
    public async Task What_some_shard_has_not_folded_is_not_sealed()
    {
        await journal.Write(50);
        journal.Fold();
        await journal.Store.Inbox.Accept([ShardStoreSuite.Did(new(1), "late", 1)]);
        var last = journal.Store.Journal.Last;
        for (var i = 0; i < 100; i++) await journal.Store.Inbox.Accept([ShardStoreSuite.Did(new(2), "much", i)]);
        using (var two = journal.Store.Shards.TryOpen(new(2))!)
        {
            var taken = new List<Entry>();
            while (two.Take(taken, 100) > 0)
            {
            }
            two.Commit(new(taken[^1].Position, default));
        }
        await journal.Upkeep();
        Assert.NotEmpty(journal.Files);
        Assert.True(journal.Store.Journal.Parts()[journal.Files.Length - 1].Last < last);
    }

    [Fact]
    public async Task A_shard_that_never_had_an_entry_holds_nothing_up()
    {
        for (var i = 0; i < 100; i++) await journal.Store.Inbox.Accept([ShardStoreSuite.Did(new(2), "one shard", i)]);
        journal.Fold();
        await journal.Upkeep();
        Assert.NotEmpty(journal.Files);
        await journal.Store.Inbox.Accept([ShardStoreSuite.Did(new(3), "first", 1)]);
        await journal.Reopen();
        Assert.Equal((1, 1), (journal.Store.States.Waiting, journal.Store.States.WaitingFor(new(3))));
    }

    [Fact]
    public async Task Lost_states_are_folded_again_from_the_parts()
    {
        await journal.Write(100);
        journal.Fold();
        await journal.Upkeep();
        await journal.Write(5);
        await journal.DisposeAsync();
        foreach (var file in Directory.GetFiles(folder.Path, "state.db*")) File.Delete(file);
        Assert.Equal(210, journal.Store.States.Waiting);
        journal.Fold();
        var entries = journal.Store.Journal.Read(default).ToList();
        for (var shard = 0; shard < SealedJournal.Shards; shard++)
        {
            using var turn = journal.Store.Shards.TryOpen(new(shard))!;
            Assert.Equal(entries.Count(entry => entry.Shard.Value == shard), BitConverter.ToInt64(turn.Restore().Head.Span));
        }
    }

    [Fact]
    public async Task The_file_stays_as_large_as_what_is_not_sealed()
    {
        journal.Options = journal.Options with { PartBytes = 200_000 };
        for (var round = 0; round < 6; round++)
        {
            for (var i = 0; i < 40; i++) await journal.Store.Inbox.Accept([.. Enumerable.Range(0, 60).Select(number => ShardStoreSuite.Did(new(number % 4), new string('x', 100), number))]);
            journal.Fold();
            await journal.Upkeep();
        }
        Assert.True(journal.Files.Length >= 5, $"{journal.Files.Length} parts");
        // What stands in the log is moved into the file by then.
        await journal.DisposeAsync();
        // Of 2.9 MB that were written.
        Assert.InRange(new FileInfo(Path.Combine(folder.Path, "journal.db")).Length, 200_000, 1_000_000);
    }

    [Fact]
    public async Task Readers_beside_the_sealing_miss_and_double_nothing()
    {
        journal.Options = journal.Options with { UpkeepInBackground = true, PartBytes = 20_000 };
        _ = journal.Store;
        var writing = Task.Run(async () =>
        {
            for (var round = 0; round < 15; round++)
            {
                await journal.Write(40);
                journal.Fold();
            }
        });
        var names = Enumerable.Range(0, 7).Select(i => $"name {i}").ToHashSet();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!writing.IsCompleted)
            {
                var last = journal.Store.Journal.Last.Value;
                var seen = journal.Store.Journal.Read(default).Select(entry => entry.Position.Value).ToList();
                Assert.Equal(Enumerable.Range(1, seen.Count).Select(i => (long)i), seen);
                Assert.True(seen.Count >= last);
                var past = journal.Store.Journal.Parts().SelectMany(part => journal.Store.Journal.ReadInteractions(part, names)).ToList();
                Assert.Equal(Enumerable.Range(0, past.Count).Select(i => 2L * i + 1), past.Select(one => one.Position.Value));
                foreach (var one in past) Assert.NotEqual(0, one.Payload.Length);
            }
        })));
        await writing;
        Assert.NotEmpty(journal.Files);
    }

    private long Rows()
    {
        using var file = new SqliteFile(Path.Combine(folder.Path, "journal.db"), readOnly: true, "");
        return file.Scalar("SELECT count(*) FROM journal");
    }
}
