using Tandem.Engine.Backfill;
using Tandem.Engine.Journal;
using Tandem.Server.Hosting;
using Tandem.Storage.Memory.Shared;
using Tandem.Testing;

namespace Tandem.Server.Tests.Cluster;

/// <summary>What is done beside the traffic goes on after the database was away.</summary>
public sealed class SendingTests
{
    [Fact]
    public void What_was_sent_while_the_database_was_away_is_sent_again()
    {
        var clock = new WorldClock(Calls.Time("2026-01-01T00:00:00Z"));
        var database = new MemoryDatabase(clock, 2);
        var store = new SharedMemoryStore(database, clock, Guid.NewGuid());
        var sending = new Sending(new SharedMemoryInbox(store), new StoredShard(store, new(store, clock), new(1)));
        database.IsAway = true;
        sending.Send(EntryKind.Tick, [1]);
        Assert.False(sending.IsOver);
        Assert.False(sending.Retry());
        database.IsAway = false;
        Assert.True(sending.Retry());
        Assert.False(sending.IsOver);
        Assert.Equal(1, store.WaitingFor(new(1)));
    }
}
