using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Primitives;
using Tandem.Server.Hosting;
using Tandem.Server.Operations.Metrics;
using Tandem.Storage.Memory.Shared;
using Tandem.Testing;

namespace Tandem.Server.Tests.Cluster;

/// <summary>What a process does with its shards, step by step on a database in memory.</summary>
public sealed class OwnedShardsTests
{
    private static readonly ShardId One = new(1);

    private readonly WorldClock clock = new(Calls.Time("2026-01-01T00:00:00Z"));
    private readonly MemoryDatabase database;
    private Func<DatabaseCall, bool, bool> fails = (_, _) => false;

    public OwnedShardsTests() => database = new(clock, 4);

    [Fact]
    public async Task A_shard_that_could_not_be_read_when_it_was_opened_is_opened_again()
    {
        var store = Store();
        var owned = Own(store);
        var reads = 0;
        // Looking for free shards is the first; the second is of the shard that is opened.
        fails = (call, isAfter) => call == DatabaseCall.Read && !isAfter && ++reads == 2;
        Assert.Throws<StorageUnavailableException>(() => owned.Beat());
        fails = (_, _) => false;
        owned.Beat();
        Assert.Equal(4, owned.All.Count);

        await new SharedMemoryInbox(store).Accept([new(new(0), EntryKind.Tick, new byte[] { 1 })]);
        Assert.Equal(1, owned.Fold(_ => true));
    }

    [Fact]
    public async Task Whether_a_tick_is_folded_is_known_by_what_is_stored()
    {
        var store = Store();
        var (owned, inbox) = (Own(store), new SharedMemoryInbox(store));
        owned.Beat();
        // Positions run ahead of the numbers of rows.
        for (var i = 0; i < 3; i++)
        {
            await inbox.Accept([new(One, EntryKind.Tick, new byte[] { 1 })]);
            owned.Fold(_ => true);
        }
        var heads = new StoredHeads(store, clock);
        var view = new StoredShard(store, heads, One);
        var receipt = await inbox.Accept([new(One, EntryKind.Tick, new byte[] { 1 })]);
        Assert.True(owned.All[1].HasFolded(receipt), "a runner takes a receipt for a position");
        Assert.False(view.HasFolded(receipt));
        owned.Fold(_ => true);
        Assert.True(view.HasFolded(receipt));
    }

    [Fact]
    public void Processes_have_equal_parts_and_the_others_take_over_from_one_that_is_silent()
    {
        var (left, right) = (Own(Store()), Own(Store()));
        left.Beat();
        Assert.Equal(4, left.All.Count);
        right.Beat();
        left.Beat();
        for (var i = 0; i < 4; i++)
        {
            left.Fold(_ => true);
            right.Beat();
        }
        Assert.Equal((2, 2), (left.All.Count, right.All.Count));
        clock.Now += Duration.FromSeconds(3);
        right.Beat();
        Assert.Equal(4, right.All.Count);
    }

    [Fact]
    public void A_process_that_stood_still_learns_that_its_shards_are_taken_though_nothing_waits_and_opens_what_is_free()
    {
        var (left, right) = (Own(Store()), Own(Store()));
        left.Beat();
        right.Beat();
        clock.Now += Duration.FromSeconds(3);
        right.Beat();
        Assert.Equal((4, 4), (left.All.Count, right.All.Count));
        for (var i = 0; i < 6; i++)
        {
            left.Beat();
            left.Fold(_ => true);
            right.Beat();
            right.Fold(_ => true);
        }
        Assert.Equal((2, 2), (left.All.Count, right.All.Count));
        Assert.Equal(4, left.All.Concat(right.All).Select(runner => runner.Id).Distinct().Count());
    }

    private SharedMemoryStore Store() => new(database, clock, Guid.NewGuid())
    {
        Reaches = (call, isAfter) =>
        {
            if (fails(call, isAfter)) throw new StorageUnavailableException("The connection is lost.");
        },
    };

    private static OwnedShards Own(SharedMemoryStore store) =>
        new(store, _ => Ruleset.Empty, new FoldMeasures(EngineClock.Real(TimeProvider.System))) { EntriesPerTurn = store.Database.PositionsPerTurn, CachePerShard = _ => long.MaxValue, OtherVersion = _ => { } };
}
