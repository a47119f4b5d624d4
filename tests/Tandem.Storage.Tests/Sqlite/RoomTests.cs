using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>What a store does where there is little room: in memory, and on the disk.</summary>
public sealed class RoomTests : IDisposable
{
    private static readonly ShardId One = new(0);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Large_entries_that_wait_are_turned_away_by_their_bytes_and_taken_again_when_there_are_fewer()
    {
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System, new() { ShardCount = 1, MaxWaitingBytes = 1 << 20 });
        var large = new Arrival(One, EntryKind.Tick, new byte[100_000]);
        for (var i = 0; i < 11; i++) await store.Inbox.Accept([large]);
        await Assert.ThrowsAsync<OverloadedException>(async () => await store.Inbox.Accept([large]));
        using var turn = store.Shards.TryOpen(One)!;
        var taken = new List<Entry>();
        while (turn.Take(taken, 100) > 0)
        {
        }
        Assert.Equal(11, taken.Count);
        await store.Inbox.Accept([large]);
        Assert.Equal(1, turn.Take(taken, 100));
    }

    [Fact]
    public async Task What_is_over_the_bytes_in_memory_is_read_from_the_journal_when_its_turn_comes()
    {
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System, new() { ShardCount = 1, MaxWaitingBytes = 1 << 20, MaxBytesInMemory = 1 << 20 });
        using var turn = store.Shards.TryOpen(One)!;
        // Messages between shards are never turned away.
        for (var i = 0; i < 40; i++) turn.Send([new(One, EntryKind.Message, new byte[100_000 + i])]);
        Assert.Equal(CommitResult.Committed, turn.Commit(new Checkpoint(default, "head"u8.ToArray())));
        Assert.Equal(40, store.States.Waiting);
        var taken = new List<Entry>();
        while (turn.Take(taken, 7) > 0)
        {
        }
        Assert.Equal(Enumerable.Range(100_000, 40), taken.Select(entry => entry.Payload.Length));
        await store.Inbox.Accept([new(One, EntryKind.Tick, new byte[1])]);
    }

    [Fact]
    public async Task A_snapshot_that_would_leave_less_than_the_reserve_is_not_taken()
    {
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System, new() { ShardCount = 1, ReserveBytes = long.MaxValue / 2 });
        await store.Inbox.Accept([new(One, EntryKind.Tick, new byte[1])]);
        using var turn = store.Shards.TryOpen(One)!;
        turn.Take([], 10);
        turn.Commit(new Checkpoint(store.Journal.Last, "head"u8.ToArray()));
        Assert.Contains("kept for the traffic", Assert.Throws<StorageFullException>(() => store.Snapshots.Take()).Message);
        Assert.Empty(store.Snapshots.All);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder.Path, "snapshots")));
    }

    [Fact]
    public void Upkeep_that_finds_no_room_does_not_keep_the_next_from_making_some()
    {
        var freed = 0;
        using var upkeep = new StoreUpkeep([() => throw new StorageFullException("No room."), () => ++freed > 0], new() { UpkeepInBackground = false });
        Assert.Throws<StorageFullException>(() => upkeep.Step());
        Assert.Equal(1, freed);
    }
}
