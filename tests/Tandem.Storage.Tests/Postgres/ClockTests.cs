using Tandem.Engine.Journal;

namespace Tandem.Storage.Tests.Postgres;

/// <summary>Machines that show different times: all entries have the database's.</summary>
public sealed class ClockTests : OneDatabaseTests
{
    [Fact]
    public async Task Whatever_a_machine_shows_time_in_a_shard_is_the_databases_and_never_goes_back()
    {
        var (early, late) = (new MachineTime { Ahead = TimeSpan.FromDays(-400) }, new MachineTime { Ahead = TimeSpan.FromDays(400) });
        var (began, nodes) = (DateTimeOffset.UtcNow, new[] { OpenInStep(late), OpenInStep(early) });
        var entries = new List<Entry>();
        for (var round = 0; round < 3; round++)
        {
            foreach (var node in nodes)
            {
                node.Beat();
                await node.Inbox.Accept([ShardStoreSuite.Did(One, "came", round)]);
                using var turn = node.Shards.TryOpen(One)!;
                turn.Take(entries, 10);
                turn.Commit(new(entries[^1].Position, Array.Empty<byte>()));
            }
            // Somebody sets the one back, and the other on.
            early.Ahead -= TimeSpan.FromDays(1);
            late.Ahead += TimeSpan.FromDays(1);
        }
        Assert.Equal(6, entries.Count);
        Assert.Equal(entries.Select(entry => entry.At).Order(), entries.Select(entry => entry.At));
        // The database of tests is on this machine.
        Assert.All(entries, entry => Assert.InRange(entry.At.ToDateTimeOffset(), began.AddSeconds(-5), DateTimeOffset.UtcNow.AddSeconds(5)));
    }

    private sealed class MachineTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
