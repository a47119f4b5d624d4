using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Tests;

/// <summary>What stores of one process promise besides: positions are given when something is accepted, and the disk is theirs.</summary>
public abstract class OneNodeSuite : ShardStoreSuite
{
    /// <summary>Leaves no room for anything more, or gives room again.</summary>
    protected abstract void SetFull(bool full);

    [Fact]
    public async Task A_full_disk_fails_a_commit_whole_and_it_may_be_tried_again()
    {
        await Accept(One, "a");
        var states = Enumerable.Range(1, 2_000).Select(i => State(Customer(One, (ulong)i), new string('x', 2_000))).ToList();
        using (var turn = Turn(One))
        {
            TakeAll(turn);
            SetFull(true);
            Assert.Throws<StorageFullException>(() => turn.Commit(UpTo(1) with { States = states, Counts = [new("a", 1)] }));
            Assert.Equal(default, turn.Restore().Position);
            Assert.Empty(Node.States.LoadIds(default, 10));
            Assert.Empty(Node.States.SumCounts(""));
            SetFull(false);
            turn.Commit(UpTo(1) with { States = states });
        }
        await Crash();
        Assert.Equal(2_000, Node.States.LoadIds(default, 5_000).Count);
    }

    [Fact]
    public async Task Messages_that_meet_a_full_disk_arrive_in_order_when_there_is_room()
    {
        var big = new string('x', 600_000);
        using (var turn = Turn(One))
        {
            SetFull(true);
            turn.Send([Item(Two, "first" + big)]);
            turn.Send([Item(Two, "second")]);
            Assert.Throws<StorageFullException>(() => turn.Commit(UpTo(1)));
            Assert.Equal(default, turn.Restore().Position);
            SetFull(false);
            turn.Send([Item(Two, "third")]);
            turn.Commit(UpTo(1));
        }
        await Crash();
        using var two = Turn(Two);
        Assert.Equal(["first", "secon", "third"], TakeAll(two).Select(entry => Text(entry)[..5]));
    }

    [Fact]
    public async Task Accepting_says_the_last_position_of_the_call()
    {
        Assert.Equal(new Receipt(2), await Node.Inbox.Accept([Item(One, "a"), Item(Two, "b")]));
        Assert.Equal(new Receipt(3), await Node.Inbox.Accept([Item(One, "c")]));
        Assert.Equal(new Position(3), Node.Journal.Last);
    }

    [Fact]
    public void The_outbox_is_read_on_from_any_number()
    {
        using var turn = Turn(One);
        turn.Commit(UpTo(1) with { Effects = [new("a", Customer(One, 7), new(1), default), new("b", Customer(One, 7), new(1), default)] });
        var waiting = Node.Outbox.Read(0, 10);
        Assert.Equal(["b"], Node.Outbox.Read(waiting[0].Number, 10).Select(row => row.Effect.Key));
        Assert.Equal(["a", "b"], Node.Outbox.Read(0, 10).Select(row => row.Effect.Key));
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

    [Fact]
    public async Task An_empty_journal_has_no_parts_and_begins_after_its_end()
    {
        Assert.Equal((1, 0), (Node.Journal.First.Value, Node.Journal.Last.Value));
        Assert.Empty(Node.Journal.Parts());
        Assert.Empty(Node.Journal.ReadInteractions(new(new(1), new(10)), new HashSet<string> { "a" }));
        await Accept(One, "a");
        Assert.Equal([new PositionRange(new(1), new(1))], Node.Journal.Parts());
    }

    [Fact]
    public async Task Parts_cover_the_journal_in_order()
    {
        for (var i = 0; i < 100; i++) await Accept(new(i % 4), [.. Enumerable.Repeat(new string('x', 3_000), 7)]);
        var parts = Node.Journal.Parts();
        Assert.Equal((Node.Journal.First, Node.Journal.Last), (parts[0].First, parts[^1].Last));
        foreach (var (part, next) in parts.Zip(parts.Skip(1))) Assert.Equal(part.Last.Value + 1, next.First.Value);
    }
}
