using System.Text;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Snapshots;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>States are appended and merged into rows later: whatever happens in between, the same is read.</summary>
public sealed partial class MergeTests : IAsyncLifetime
{
    private const int Shards = 4, Customers = 40;

    private readonly List<TempFolder> folders = [new()];
    private readonly SettableClock clock = new();
    private EmbeddedOptions options = new()
    {
        ShardCount = Shards,
        MergeBytes = 1 << 20,
        MergeRows = 7,
        MergeIdle = TimeSpan.Zero,
        UpkeepInBackground = false,
    };
    private EmbeddedStore store = null!;
    private int round;

    private string StatePath => Path.Combine(folders[^1].Path, "state.db");

    public Task InitializeAsync()
    {
        store = EmbeddedStore.Open(folders[^1].Path, clock, options);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folders.ForEach(folder => folder.Dispose());
    }

    [Fact]
    public async Task What_is_read_is_the_same_before_within_and_after_a_merge()
    {
        Change();
        Merge();
        Change();
        var before = Look();
        Assert.True(Chunks() > 0);
        while (store.Upkeep.Step()) Assert.Equal(before, Look());
        Assert.Equal(0, Chunks());
        await Reopen();
        Assert.Equal(before, Look());
    }

    [Fact]
    public void A_checkpoint_within_a_merge_counts_whether_its_customers_are_in_rows_by_then_or_not()
    {
        Change();
        do
        {
            if (round < 30) Change();
            Assert.All(store.States.LoadStates(Ids(new(1))), row => Assert.True(row.Id.Value % 3 != 0 || Text(row) == $"round {round}"));
        }
        while (store.Upkeep.Step());
        Assert.Equal(0, Chunks());
    }

    [Fact]
    public void A_state_that_was_taken_away_is_gone_before_and_after_the_merge()
    {
        Change();
        Merge();
        var all = store.States.LoadIds(default, 1_000);
        var (gone, stays) = (all[3], all[4]);
        using (var turn = store.Shards.TryOpen(gone.Home)!) turn.Commit(new(new(++round), default) { States = [new(gone, default, default)] });
        do
        {
            Assert.Equal([stays], store.States.LoadStates([gone, stays]).Select(row => row.Id));
            Assert.Equal(all.Where(id => id != gone), store.States.LoadIds(default, 1_000));
            foreach (var page in new[] { 3, 1_000 })
                Assert.Equal(store.States.LoadStates(all).Select(row => $"{row.Id} {Text(row)}"), store.States.LoadAll(page).Select(row => $"{row.Id} {Text(row)}"));
        }
        while (store.Upkeep.Step());
        using (var turn = store.Shards.TryOpen(gone.Home)!) turn.Commit(new(new(++round), default) { States = [new(gone, "{}"u8.ToArray(), "back"u8.ToArray())] });
        Assert.Equal("back", Text(Assert.Single(store.States.LoadStates([gone]))));
        Merge();
        Assert.Equal("back", Text(Assert.Single(store.States.LoadStates([gone]))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public void Ids_are_walked_in_order_over_rows_and_chunks_in_pages_of_any_size(int page)
    {
        foreach (var part in new[] { 0, 1, 2 })
        {
            for (var shard = 0; shard < Shards; shard++)
            {
                using var turn = store.Shards.TryOpen(new(shard))!;
                turn.Commit(new(new(++round), default) { States = [.. Ids(new(shard)).Where((_, i) => i % 3 == part).Select(id => State(id, "x"))] });
            }
            if (part == 0) Merge();
            if (part == 1) for (var step = 0; step < 3; step++) store.Upkeep.Step();
        }
        var (walked, after) = (new List<EntityId>(), default(EntityId));
        while (store.States.LoadIds(after, page) is { Count: > 0 } ids)
        {
            Assert.True(ids.Count <= page);
            walked.AddRange(ids);
            after = ids[^1];
        }
        Assert.Equal(Enumerable.Range(0, Shards).SelectMany(shard => Ids(new(shard))), walked);
        Assert.Equal(walked, store.States.LoadAll(page).Select(row => row.Id));
    }

    [Fact]
    public async Task Nothing_is_merged_while_it_is_little_and_something_is_written()
    {
        options = options with { MergeIdle = TimeSpan.FromHours(1) };
        await Reopen();
        Change();
        Merge();
        Assert.True(Chunks() > 0);
        options = options with { MergeIdle = TimeSpan.Zero };
        await Reopen();
        Merge();
        Assert.Equal(0, Chunks());
    }

    [Fact]
    public async Task Checkpoints_merge_themselves_where_nobody_else_does()
    {
        options = options with { MergeBytes = 4_000, MaxMergeBytes = 4_000, MergeIdle = TimeSpan.FromHours(1) };
        await Reopen();
        for (var i = 0; i < 100; i++) Change();
        using var file = new SqliteFile(StatePath, readOnly: true, "");
        Assert.InRange(file.Scalar("SELECT sum(length(entries) + length(bytes)) FROM state_deltas"), 1, 4 * 4_000 * Shards);
        Assert.True(file.Scalar("SELECT count(*) FROM states") > 0);
    }

    [Fact]
    public async Task A_snapshot_with_chunks_shows_the_states_as_they_were()
    {
        await store.Inbox.Accept([new(new(0), EntryKind.Tick, new byte[] { 1 })]);
        Change();
        for (var step = 0; step < 4; step++) store.Upkeep.Step();
        var before = Look();
        var taken = store.Snapshots.Take();
        Change();
        Merge();
        Assert.NotEqual(before, Look());
        using var snapshot = StateSnapshot.Open(store.Snapshots.FolderOf(taken));
        Assert.Equal(before, Look(snapshot.States));
        using var copy = new SqliteFile(Path.Combine(store.Snapshots.FolderOf(taken), "state.db"), readOnly: true, "");
        Assert.True(copy.Scalar("SELECT count(*) FROM state_deltas") > 0);
    }

    [Fact]
    public async Task Readers_beside_merges_see_whole_checkpoints_and_every_id()
    {
        options = options with { UpkeepInBackground = true, MergeBytes = 2_000, MaxMergeBytes = 2_000 };
        await Reopen();
        var ids = Ids(new(1));
        All(0);
        var writing = Task.Run(() =>
        {
            for (var i = 1; i <= 400; i++) All(i);
        });
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var last = 0;
            do
            {
                var rows = store.States.LoadStates(ids);
                var text = Assert.Single(rows.Select(Text).Distinct());
                Assert.Equal(Customers, rows.Count);
                Assert.True(int.Parse(text) >= last);
                last = int.Parse(text);
                Assert.Equal(ids, store.States.LoadIds(default, 1_000));
            }
            while (!writing.IsCompleted);
        })));
        await writing;

        void All(int number)
        {
            using var turn = store.Shards.TryOpen(new(1))!;
            turn.Commit(new(new(number), default) { States = [.. ids.Select(id => State(id, $"{number}"))] });
        }
    }

    private static EntityId[] Ids(ShardId home) => [.. Enumerable.Range(1, Customers).Select(i => EntityId.Make(home, EntityKind.Customer, (ulong)(i * 1_000 + i)))];

    private static StateRow State(EntityId id, string work) => new(id, "{}"u8.ToArray(), Encoding.UTF8.GetBytes(work));

    private static string Text(StateRow row) => Encoding.UTF8.GetString(row.Work.Span);

    /// <summary>A checkpoint of each shard in which some customers change and some go or come.</summary>
    private void Change(string more = "")
    {
        round++;
        for (var shard = 0; shard < Shards; shard++)
        {
            using var turn = store.Shards.TryOpen(new(shard))!;
            turn.Commit(new(new(round), default)
            {
                States = [.. Ids(new(shard)).Where(id => id.Value % 3 == 0 || id.Value % 11 == round % 11).Select(id => id.Value % 3 != 0 && round % 2 == 0 ? new StateRow(id, default, default) : State(id, $"round {round}{more}"))],
            });
        }
    }

    private void Merge()
    {
        while (store.Upkeep.Step())
        {
        }
    }

    private long Chunks()
    {
        using var file = new SqliteFile(StatePath, readOnly: true, "");
        return file.Scalar("SELECT count(*) FROM state_deltas");
    }

    private string Look() => Look(store.States);

    private static string Look(IStateReader states) =>
        string.Join('\n', states.LoadStates(states.LoadIds(default, 1_000)).Select(row => $"{row.Id} {Encoding.UTF8.GetString(row.Profile.Span)} {Text(row)}"));

    private async Task Reopen()
    {
        await store.DisposeAsync();
        await InitializeAsync();
    }
}
