using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Server.Hosting;
using Tandem.Storage.Memory.Shared;
using Tandem.Testing;

namespace Tandem.Server.Tests.Cluster;

/// <summary>What a process knows of shards that others may fold: never older than a moment.</summary>
public sealed class StoredHeadsTests
{
    private readonly WorldClock clock = new(Calls.Time("2026-01-01T00:00:00Z"));
    private readonly MemoryDatabase database;
    private readonly SharedMemoryStore store;
    private readonly StoredHeads heads;

    public StoredHeadsTests()
    {
        database = new(clock, 2);
        store = new(database, clock, Guid.NewGuid());
        heads = new(store, new MachineClock(clock));
    }

    [Fact]
    public void What_was_read_is_kept_for_a_moment()
    {
        Assert.Equal(default, Shown());
        Store(new(1));
        clock.Now += Duration.FromSeconds(0.05);
        Assert.Equal(default, Shown());
        clock.Now += new Duration(1);
        Assert.Equal(new(1), Shown());
    }

    [Fact]
    public void Where_the_database_is_away_nothing_old_is_shown_instead()
    {
        Assert.Equal(default, Shown());
        Store(new(1));
        clock.Now += Duration.FromSeconds(10);
        database.IsAway = true;
        Assert.Throws<StorageUnavailableException>(() => Shown());
        Assert.Throws<StorageUnavailableException>(() => Shown());
        database.IsAway = false;
        Assert.Equal(new(1), Shown());
    }

    private Position Shown() => heads.Of(new(0)).Restore().Position;

    private void Store(Position position)
    {
        using var turn = store.TryOpen(new(0))!;
        Assert.Equal(CommitResult.Committed, turn.Commit(new(position, "head"u8.ToArray())));
    }
}
