using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Snapshots;
using Tandem.Storage.Sqlite;
using Tandem.Storage.Tests.Sqlite;
using Tandem.Testing;

namespace Tandem.Storage.Tests.Snapshots;

/// <summary>States at a position, from which the journal can be folded forward.</summary>
public sealed class SnapshotTests : IAsyncLifetime
{
    private const int Shards = 4;

    private readonly TempFolder folder = new(), other = new();
    private readonly SettableClock clock = new();
    private readonly List<ShardRunner> runners = [];
    private readonly List<string> reports = [];
    private EmbeddedOptions options;
    private EmbeddedStore store = null!;
    private int messages;

    public SnapshotTests() => options = new()
    {
        ShardCount = Shards,
        PartBytes = 4_000,
        SnapshotEvery = TimeSpan.FromHours(1),
        SnapshotsKept = 3,
        SnapshotPause = TimeSpan.Zero,
        UpkeepInBackground = false,
        Report = reports.Add,
    };

    public Task InitializeAsync()
    {
        Open(folder);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await Close();
        folder.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Folded_forward_from_a_snapshot_the_journal_gives_the_states_that_are()
    {
        await Live(60);
        var snapshot = store.Snapshots.Take();
        await Live(60);
        foreach (var runner in runners.Take(2)) runner.Checkpoint();
        var uneven = store.Snapshots.Take();
        await Live(60);
        Fold();
        var expected = States();
        Assert.NotEmpty(expected);
        Assert.True(snapshot.Position < uneven.Position);
        await Close();
        foreach (var from in new[] { snapshot, uneven })
        {
            foreach (var file in Directory.GetFiles(other.Path)) File.Delete(file);
            if (Directory.Exists(Path.Combine(other.Path, "journal"))) Directory.Delete(Path.Combine(other.Path, "journal"), recursive: true);
            foreach (var file in Directory.GetFiles(folder.Path, "journal.db*")) File.Copy(file, Path.Combine(other.Path, Path.GetFileName(file)));
            Directory.CreateDirectory(Path.Combine(other.Path, "journal"));
            foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "journal"))) File.Copy(file, Path.Combine(other.Path, "journal", Path.GetFileName(file)));
            File.Copy(Path.Combine(folder.Path, "snapshots", from.Position.ToString(), "state.db"), Path.Combine(other.Path, "state.db"));
            Open(other);
            Assert.True(store.States.Waiting > 0);
            Fold();
            Assert.Equal(expected, States());
            await Close();
        }
        Open(folder);
    }

    [Fact]
    public async Task A_snapshot_shows_the_states_of_its_position_whatever_happens_after()
    {
        await Live(40);
        Fold();
        var (states, heads) = (States(), Enumerable.Range(0, Shards).Select(Head).ToList());
        var taken = store.Snapshots.Take();
        await Live(40);
        Fold();
        using var snapshot = StateSnapshot.Open(store.Snapshots.FolderOf(taken));
        Assert.Equal(states, Show(snapshot.States));
        Assert.NotEqual(states, States());
        Assert.Equal(heads, Enumerable.Range(0, Shards).Select(shard => snapshot.Load(new(shard)) is var (position, head) ? $"{position} {Convert.ToHexString(head.Span)}" : ""));
        Assert.Equal((0, 0), (snapshot.States.Waiting, snapshot.States.WaitingFor(new(1))));
        Assert.Equal((taken.Position, taken.At), (snapshot.Manifest.Position, snapshot.Manifest.At));
        Assert.All(Enumerable.Range(0, Shards), shard => Assert.True(snapshot.Manifest.FoldedBy(new(shard)) >= taken.Position));

        string Head(int shard)
        {
            using var readers = new SqliteReaders(Path.Combine(folder.Path, "state.db"), "");
            var (position, head) = new StateFile(readers, new(Shards), Shards).LoadShard(new(shard));
            return $"{position} {Convert.ToHexString(head.Span)}";
        }
    }

    [Fact]
    public async Task They_are_taken_by_the_journals_time_and_the_newest_are_kept()
    {
        for (var hour = 0; hour < 12; hour++)
        {
            await Live(3);
            Fold();
            Upkeep();
            clock.Now += TimeSpan.FromMinutes(30);
        }
        var all = store.Snapshots.All;
        Assert.Equal(3, all.Count);
        foreach (var (one, next) in all.Zip(all.Skip(1))) Assert.InRange((next.At - one.At).ToTimeSpan(), TimeSpan.FromHours(1), TimeSpan.FromMinutes(61));
        Assert.Equal(all.Select(one => one.Position.ToString()).Order(), Directory.GetDirectories(Path.Combine(folder.Path, "snapshots")).Select(Path.GetFileName).Order());
        await Close();
        Open(folder);
        Assert.Equal(all.Select(one => (one.Position, one.At, one.Bytes)), store.Snapshots.All.Select(one => (one.Position, one.At, one.Bytes)));
        Assert.Equal(store.Snapshots.Take(), store.Snapshots.All[^1]);
        Assert.Equal(3, store.Snapshots.All.Count);
    }

    [Fact]
    public async Task None_is_taken_by_itself_where_that_is_turned_off()
    {
        await Close();
        options = options with { SnapshotsKept = 0 };
        Open(folder);
        await Live(5);
        clock.Now += TimeSpan.FromDays(100);
        await Live(5);
        Fold();
        Upkeep();
        Assert.Empty(store.Snapshots.All);
        store.Snapshots.Take();
        Assert.Single(store.Snapshots.All);
    }

    [Fact]
    public async Task Retention_keeps_what_the_oldest_snapshot_needs()
    {
        await Live(100);
        Fold();
        var oldest = store.Snapshots.Take();
        await Live(100);
        Fold();
        await Close();
        options = options with { JournalRetention = TimeSpan.Zero, SnapshotEvery = TimeSpan.Zero };
        Open(folder);
        clock.Now += TimeSpan.FromDays(1);
        for (var round = 0; round < 50; round++)
        {
            Upkeep();
            await Task.Delay(5);
        }
        Assert.InRange(store.Journal.First.Value, 2, oldest.Position.Value + 1);
    }

    [Fact]
    public async Task What_a_crash_left_is_cleared_away_and_a_damaged_one_is_told_of()
    {
        await Live(10);
        Fold();
        var taken = store.Snapshots.Take();
        var path = store.Snapshots.FolderOf(taken);
        await Close();
        Directory.CreateDirectory(Path.Combine(folder.Path, "snapshots", "99.new"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "snapshots", "98"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "snapshots", "97"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "snapshots", "97", "manifest.json"), "{");
        Open(folder);
        Assert.Equal([taken.Position], store.Snapshots.All.Select(one => one.Position));
        Assert.Contains("97", Assert.Single(reports));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "snapshots", "99.new")));
        using (var file = File.OpenWrite(Path.Combine(path, "state.db"))) file.SetLength(4_096);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => StateSnapshot.Open(path)).Message);
        Assert.Throws<InvalidDataException>(() => StateSnapshot.Open(Path.Combine(folder.Path, "snapshots", "98")));
    }

    private void Open(TempFolder at)
    {
        store = EmbeddedStore.Open(at.Path, clock, options);
        for (var shard = 0; shard < Shards; shard++) runners.Add(new(store.Shards.TryOpen(new(shard))!, Shards, _ => Ruleset.Empty));
    }

    private async Task Close()
    {
        runners.ForEach(runner => runner.Dispose());
        runners.Clear();
        await store.DisposeAsync();
    }

    /// <summary>People do things, some on two devices; what they did is folded here and there.</summary>
    private async Task Live(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (person, device) = (messages % 13, messages % 7);
            var call = i % 5 == 0
                ? Calls.Of(InteractionType.Identify, $"userId:{person} anonymousId:{device}", Instant.From(clock.Now), $"m{messages++}", body: $$"""{"traits":{"n":{{messages}} } }""")
                : Calls.Of(InteractionType.Track, i % 2 == 0 ? $"userId:{person}" : $"anonymousId:{device}", Instant.From(clock.Now), $"m{messages++}", "Looked");
            var to = new ByteWriter();
            call.Write(to);
            await store.Inbox.Accept([new(call.Identities[0].Shard(Shards), EntryKind.Interaction, to.ToArray())]);
            clock.Now += TimeSpan.FromSeconds(1);
            if (i % 3 == 0) runners[i % Shards].Step(4);
            if (i % 11 == 0) runners[i % Shards].Checkpoint();
        }
    }

    /// <summary>Everything, and what follows from it.</summary>
    private void Fold()
    {
        do
        {
            foreach (var runner in runners)
            {
                while (runner.Step(16) > 0)
                {
                }
                runner.Checkpoint();
            }
        }
        while (store.States.Waiting > 0);
    }

    private void Upkeep()
    {
        while (store.Upkeep.Step())
        {
        }
    }

    private List<string> States() => Show(store.States);

    private static List<string> Show(IStateReader states) =>
        [.. states.LoadStates(states.LoadIds(default, 1_000)).Select(row => $"{row.Id} {Convert.ToHexString(row.Profile.Span)} {Convert.ToHexString(row.Work.Span)}")];
}
