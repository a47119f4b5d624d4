using Tandem.Engine.Journal;
using Tandem.Storage.Memory;

namespace Tandem.Storage.Tests.Memory;

public sealed class MemoryRetentionTests
{
    [Fact]
    public async Task A_shortened_journal_is_read_from_its_new_beginning()
    {
        var disk = new MemoryDisk();
        var store = new MemoryStore(disk, TimeProvider.System, 4);
        await store.Accept([.. Enumerable.Range(1, 40).Select(number => ShardStoreSuite.Did(new(number % 4), "name", number))]);
        for (var shard = 0; shard < 4; shard++)
        {
            using var turn = store.TryOpen(new(shard))!;
            var taken = new List<Entry>();
            turn.Take(taken, 100);
            turn.Commit(new(taken[^1].Position, default));
        }
        disk.Shorten(new(25));
        foreach (var one in new[] { store, new MemoryStore(disk, TimeProvider.System, 4) })
        {
            Assert.Equal((26, 40, 0), (one.First.Value, one.Last.Value, one.Waiting));
            Assert.Equal(Enumerable.Range(26, 15), one.Read(default).Select(entry => (int)entry.Position.Value));
            Assert.Equal([31L], one.Read(new(30)).Take(1).Select(entry => entry.Position.Value));
            Assert.Equal([26L, 40], one.Find([new(25), new(26), new(40), new(41)]).Select(entry => entry.Position.Value));
            Assert.Equal((26L, 40L), (one.Parts()[0].First.Value, one.Parts()[^1].Last.Value));
            Assert.Equal(15, one.ReadInteractions(new(new(1), new(40)), new HashSet<string> { "name" }).Count());
        }
        Assert.Equal(41, (await store.Accept([ShardStoreSuite.Did(new(1), "name", 41)])).Value);
        Assert.Throws<InvalidOperationException>(disk.WithoutCheckpoints);
    }
}
