using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Tests;

public abstract partial class ShardStoreSuite
{
    [Fact]
    public async Task What_was_accepted_is_taken_once_and_in_order()
    {
        await Accept(One, "a", "b");
        await Accept(One, "c");
        using var turn = Turn(One);
        Assert.Equal(["a", "b", "c"], TakeAll(turn).Select(Text));
        Assert.Equal(0, turn.Take([], 10));
    }

    [Fact]
    public async Task A_shard_takes_only_its_own_entries()
    {
        await Node.Inbox.Accept([Item(One, "a"), Item(Two, "b"), Item(One, "c")]);
        using var one = Turn(One);
        using var two = Turn(Two);
        Assert.Equal(["a", "c"], TakeAll(one).Select(Text));
        Assert.Equal(["b"], TakeAll(two).Select(Text));
    }

    [Fact]
    public async Task Accepting_says_the_last_position_of_the_call()
    {
        Assert.Equal(new Position(2), await Node.Inbox.Accept([Item(One, "a"), Item(Two, "b")]));
        Assert.Equal(new Position(3), await Node.Inbox.Accept([Item(One, "c")]));
        Assert.Equal(new Position(3), Node.Journal.Last);
    }

    [Fact]
    public async Task Accepting_nothing_changes_nothing()
    {
        Assert.Equal(default, await Node.Inbox.Accept([]));
        Assert.Equal(default, Node.Journal.Last);
    }

    [Fact]
    public async Task An_arrival_for_a_shard_that_is_not_there_is_misuse()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Node.Inbox.Accept([Item(One, "a"), Item(new(4), "b")]));
        Assert.Equal(default, Node.Journal.Last);
    }

    [Fact]
    public async Task A_position_never_changes_once_seen()
    {
        await Accept(One, "a", "b");
        await Accept(Two, "c");
        var before = Node.Journal.Read(default).Select(Seen).ToList();
        await Crash();
        Assert.Equal(before, Node.Journal.Read(default).Select(Seen));
        await Accept(One, "d");
        Assert.Equal(before, Node.Journal.Read(default).Take(3).Select(Seen));

        static (Position, Instant, ShardId, EntryKind, string) Seen(Entry entry) => (entry.Position, entry.At, entry.Shard, entry.Kind, Text(entry));
    }

    [Fact]
    public async Task Time_never_goes_back_not_even_over_a_restart()
    {
        await Accept(One, "a");
        Clock.Now -= TimeSpan.FromHours(1);
        await Accept(One, "b");
        await Crash();
        await Accept(One, "c");
        Clock.Now += TimeSpan.FromHours(3);
        await Accept(One, "d");
        var times = Node.Journal.Read(default).Select(entry => entry.At).ToList();
        Assert.Equal([times[0], times[0], times[0], Instant.From(Clock.Now)], times);
    }

    [Fact]
    public async Task The_journal_is_read_from_any_position()
    {
        for (var i = 1; i <= 20; i++) await Accept(new(i % 4), $"{i}");
        Assert.Equal(Enumerable.Range(8, 13).Select(i => $"{i}"), Node.Journal.Read(new(7)).Select(Text));
        Assert.Empty(Node.Journal.Read(new(20)));
    }

    [Fact]
    public async Task Single_entries_are_found_and_unknown_positions_left_out()
    {
        await Node.Inbox.Accept([.. Enumerable.Range(1, 300).Select(i => Item(One, new string('x', 500) + i))]);
        await Accept(Two, "last");
        var found = Node.Journal.Find([new(301), new(7), new(290), new(7), new(302), new(0)]);
        Assert.Equal([7L, 290, 301], found.Select(entry => entry.Position.Value));
        Assert.EndsWith("x290", Text(found[1]));
        Assert.Equal("last", Text(found[2]));
    }

    [Fact]
    public async Task Payloads_of_any_size_come_back_as_they_were()
    {
        var sizes = new[] { 0, 1, 127, 128, 40_000, 70_000, 1_000_000 };
        await Node.Inbox.Accept([.. sizes.Select(size => new Arrival(One, EntryKind.Message, Bytes(size)))]);
        await Crash();
        using var turn = Turn(One);
        Assert.Equal(sizes.Select(Bytes), TakeAll(turn).Select(entry => entry.Payload.ToArray()));

        static byte[] Bytes(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i * 31 + size))];
    }

    [Fact]
    public async Task Many_callers_at_once_each_keep_their_order()
    {
        const int callers = 16, calls = 30;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var call = 0; call < calls; call++) await Accept(One, $"{caller:00} {call:00} a", $"{caller:00} {call:00} b");
        })));
        using var turn = Turn(One);
        var taken = TakeAll(turn);
        Assert.Equal(callers * calls * 2, taken.Count);
        Assert.Equal(Enumerable.Range(1, taken.Count).Select(i => (long)i), taken.Select(entry => entry.Position.Value));
        foreach (var caller in taken.Select(Text).GroupBy(text => text[..2])) Assert.Equal(caller.Order(StringComparer.Ordinal), caller);
    }

    [Fact]
    public async Task What_waits_is_counted()
    {
        await Node.Inbox.Accept([Item(One, "a"), Item(Two, "b"), Item(One, "c")]);
        Assert.Equal((3, 2), (Node.States.Waiting, Node.States.WaitingFor(One)));
        using (var turn = Turn(One)) turn.Take([], 1);
        Assert.Equal((2, 1), (Node.States.Waiting, Node.States.WaitingFor(One)));
        await Crash();
        Assert.Equal((3, 2), (Node.States.Waiting, Node.States.WaitingFor(One)));
    }

    [Fact]
    public async Task Too_much_that_waits_is_turned_away_but_messages_between_shards_are_not()
    {
        await Node.Inbox.Accept([.. Enumerable.Range(0, 1_000).Select(i => Item(One, $"{i}"))]);
        var refused = await Assert.ThrowsAsync<OverloadedException>(async () => await Accept(One, "more"));
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
        using var turn = Turn(One);
        turn.Send([Item(One, "message")]);
        turn.Commit(UpTo(0));
        Assert.Equal("message", Text(TakeAll(turn)[^1]));
        await Accept(One, "again");
        Assert.Equal(["again"], TakeAll(turn).Select(Text));
    }

    [Fact]
    public async Task A_full_disk_accepts_nothing_and_goes_on_when_there_is_room()
    {
        await Accept(One, "a");
        SetFull(true);
        var big = new string('x', 100_000);
        await Assert.ThrowsAsync<StorageFullException>(async () =>
        {
            while (true) await Accept(One, big);
        });
        var last = Node.Journal.Last;
        await Assert.ThrowsAsync<StorageFullException>(async () => await Accept(One, big));
        Assert.Equal(last, Node.Journal.Last);
        SetFull(false);
        await Accept(One, "b");
        Assert.Equal(last.Value + 1, Node.Journal.Last.Value);
        await Crash();
        using var turn = Turn(One);
        Assert.Equal("b", Text(TakeAll(turn)[^1]));
    }
}
