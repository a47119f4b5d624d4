using System.Text;
using Tandem.Engine.Journal;
using Tandem.Storage.Memory;

namespace Tandem.Storage.Tests.Memory;

/// <summary>
/// A small fold on the memory store: each entry counts in its shard's state, and every entry of shard 0 sends one
/// message to shard 1. However it crashes, the end is the same as without a crash.
/// </summary>
public sealed class CrashPointTests
{
    private const int Entries = 6;

    public static TheoryData<StorePoint, int> Crashes()
    {
        var crashes = new TheoryData<StorePoint, int>();
        foreach (var point in Enum.GetValues<StorePoint>())
            for (var time = 1; time <= 4; time++)
                crashes.Add(point, time);
        return crashes;
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task After_a_crash_at_any_point_the_states_are_those_of_the_journal(StorePoint point, int time)
    {
        var disk = new MemoryDisk();
        var reached = 0;
        var acknowledged = new List<string>();
        var crashing = new MemoryStore(disk, TimeProvider.System, 2) { Crashes = at => at == point && ++reached == time };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => Work(crashing, acknowledged));

        var store = new MemoryStore(disk, TimeProvider.System, 2);
        var journal = store.Read(default).ToList();
        Assert.Empty(acknowledged.Except(journal.Select(Text)));
        while (Fold(store, 0) + Fold(store, 1) > 0)
        {
        }
        journal = [.. store.Read(default)];
        for (var shard = 0; shard < 2; shard++)
        {
            using var turn = store.TryOpen(new(shard))!;
            // A message that was sent by a turn which crashed before its checkpoint is sent again: the numbers that the
            // engine gives messages tell the two apart, here their text does.
            var known = journal.Where(entry => entry.Shard.Value == shard).Select(Text).Distinct();
            Assert.Equal(known, Encoding.UTF8.GetString(turn.Restore().Head.Span).Split('|', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public async Task What_is_not_durable_is_lost_and_its_caller_never_hears()
    {
        var disk = new MemoryDisk();
        var store = new MemoryStore(disk, TimeProvider.System, 2) { WritesAtOnce = false };
        var first = store.Accept([Item("a")]).AsTask();
        Assert.True(store.Step());
        await first;
        var second = store.Accept([Item("b")]).AsTask();
        store.Crash();
        Assert.Throws<SimulatedCrashException>(() => store.Step());
        Assert.False(second.IsCompleted);
        Assert.Equal(["a"], new MemoryStore(disk, TimeProvider.System, 2).Read(default).Select(Text));
    }

    private static async Task Work(MemoryStore store, List<string> acknowledged)
    {
        for (var i = 0; i < Entries; i++)
        {
            await store.Accept([Item($"{i}")]);
            acknowledged.Add($"{i}");
            Fold(store, 0);
            Fold(store, 1);
        }
    }

    /// <summary>One turn: everything that waits, then a checkpoint.</summary>
    private static int Fold(MemoryStore store, int shard)
    {
        using var turn = store.TryOpen(new(shard))!;
        var head = Encoding.UTF8.GetString(turn.Restore().Head.Span);
        var entries = new List<Entry>();
        if (turn.Take(entries, 100) == 0) return 0;
        foreach (var text in entries.Select(Text))
        {
            if (!head.Split('|').Contains(text)) head += text + "|";
            if (shard == 0) turn.Send([new(new(1), EntryKind.Message, Encoding.UTF8.GetBytes("of " + text))]);
        }
        turn.Commit(new(entries[^1].Position, Encoding.UTF8.GetBytes(head)));
        return entries.Count;
    }

    private static Arrival Item(string text) => new(new(0), EntryKind.Interaction, Encoding.UTF8.GetBytes(text));

    private static string Text(Entry entry) => Encoding.UTF8.GetString(entry.Payload.Span);
}
