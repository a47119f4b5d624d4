using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Tests;

public abstract partial class ShardStoreSuite
{
    [Fact]
    public void A_shard_has_one_owner_at_a_time()
    {
        var turn = Turn(One);
        Assert.Null(Node.Shards.TryOpen(One));
        turn.Dispose();
        turn.Dispose();
        Turn(One).Dispose();
    }

    [Fact]
    public void A_turn_that_is_over_does_nothing_more()
    {
        var turn = Turn(One);
        turn.Dispose();
        Assert.Throws<ObjectDisposedException>(() => turn.Commit(UpTo(1)));
        Assert.Throws<ObjectDisposedException>(() => turn.Take([], 1));
    }

    [Fact]
    public void A_new_shard_begins_with_nothing()
    {
        using var turn = Turn(One);
        var (position, head) = turn.Restore();
        Assert.Equal(default, position);
        Assert.True(head.IsEmpty);
        Assert.Empty(turn.LoadTimers());
    }

    [Fact]
    public async Task Dispositions_are_found_by_the_positions_of_their_interactions()
    {
        await Accept(One, "a", "b");
        using var turn = Turn(One);
        turn.Take([], 2);
        turn.Commit(UpTo(1) with { Dispositions = new(new(1), new(1), new(1), "first"u8.ToArray()) });
        // Decided long after it came: a forward that waited.
        turn.Commit(UpTo(2) with { Dispositions = new(new(5_000_000), new(3), new(4_000_000), "late"u8.ToArray()) });
        Assert.Equal(["first"], Dispositions(1, 2));
        Assert.Equal(["late"], Dispositions(3, 5));
        Assert.Equal(["first", "late"], Dispositions(1, 4_500_000));
        Assert.Empty(Dispositions(4_000_001, 5_000_000));
    }

    private IEnumerable<string> Dispositions(long first, long last) =>
        Node.States.LoadDispositions(new(first), new(last)).Select(chunk => System.Text.Encoding.UTF8.GetString(chunk.Bytes.Span)).Order();

    [Fact]
    public async Task A_commit_is_there_whole_after_a_crash()
    {
        await Accept(One, "a", "b", "c");
        var (anna, email, upTo) = (Customer(One, 7), new Identity("email", "anna@example.com"), default(Position));
        using (var turn = Turn(One))
        {
            var taken = new List<Entry>();
            turn.Take(taken, 2);
            upTo = taken[^1].Position;
            turn.Commit(UpTo(upTo) with
            {
                States = [State(anna, "anna")],
                Identities = [new(email, anna)],
                Timers = [new(anna, new(5_000))],
                Timeline = [new(anna, 1, "old"u8.ToArray()), new(anna, 2, "newer"u8.ToArray())],
                Counts = [new("members:vip", 3.25m)],
                Effects = [new("mail:1", anna, new(99), "hello"u8.ToArray())],
            });
        }
        await Crash();
        using var again = Turn(One);
        Assert.Equal((upTo, "head"), (again.Restore().Position, System.Text.Encoding.UTF8.GetString(again.Restore().Head.Span)));
        Assert.Equal("anna"u8.ToArray(), Assert.Single(again.LoadStates([anna, Customer(One, 8)])).Work.ToArray());
        Assert.Equal([new(email, anna)], again.LoadIdentities([new("email", "nobody"), email]));
        Assert.Equal([new TimerRow(anna, new Instant(5_000))], again.LoadTimers());
        Assert.Equal([2, 1], again.LoadTimeline(anna, int.MaxValue, 10).Select(chunk => chunk.Number));
        Assert.Equal("old"u8.ToArray(), Assert.Single(again.LoadTimeline(anna, 2, 10)).Bytes.ToArray());
        Assert.Equal([new CountRow("members:vip", 3.25m)], Node.States.SumCounts("members:"));
        Assert.Equal("mail:1", Assert.Single(Node.Outbox.Read(0, 10)).Effect.Key);
        Assert.Equal(["c"], TakeAll(again).Select(Text));
    }

    [Fact]
    public async Task What_was_taken_and_not_committed_is_taken_again()
    {
        await Accept(One, "a", "b", "c");
        using (var turn = Turn(One))
        {
            turn.Commit(UpTo(TakeAll(turn)[0].Position));
        }
        using (var turn = Turn(One)) Assert.Equal(["b", "c"], TakeAll(turn).Select(Text));
        await Reopen();
        using (var turn = Turn(One)) Assert.Equal(["b", "c"], TakeAll(turn).Select(Text));
        await Crash();
        using (var turn = Turn(One)) Assert.Equal(["b", "c"], TakeAll(turn).Select(Text));
    }

    [Fact]
    public void Rows_are_replaced_and_taken_away()
    {
        var (anna, bert, carl) = (Customer(One, 7), Customer(One, 8), Customer(One, 9));
        using var turn = Turn(One);
        turn.Commit(UpTo(1) with
        {
            States = [State(anna, "anna"), State(bert, "bert"), State(carl, "carl")],
            Timers = [new(anna, new(5)), new(bert, new(6)), new(carl, new(6))],
            Counts = [new("a", 1), new("b", 2)],
            Identities = [new(new("userId", "1"), anna)],
        });
        turn.Commit(UpTo(2) with
        {
            States = [State(anna, "Anna"), new(bert, default, default)],
            Timers = [new(anna, null), new(bert, null), new(carl, new(7))],
            Counts = [new("a", 0), new("b", 4)],
            Identities = [new(new("userId", "1"), bert)],
        });
        Assert.Equal("Anna"u8.ToArray(), Assert.Single(turn.LoadStates([bert, anna])).Work.ToArray());
        Assert.Equal([new TimerRow(carl, new Instant(7))], turn.LoadTimers());
        Assert.Equal([new CountRow("b", 4)], Node.States.SumCounts(""));
        Assert.Equal(bert, Assert.Single(turn.LoadIdentities([new("userId", "1")])).Owner);
    }

    [Fact]
    public async Task Messages_are_durable_before_a_commit_returns_and_keep_their_order()
    {
        using (var turn = Turn(One))
        {
            turn.Send([Item(Two, "first"), Item(Two, "second")]);
            turn.Send([Item(Two, "third")]);
            turn.Send([]);
            turn.Commit(UpTo(0));
        }
        await Crash();
        using var two = Turn(Two);
        Assert.Equal(["first", "second", "third"], TakeAll(two).Select(Text));
    }

    [Fact]
    public async Task A_list_of_messages_may_be_used_again_once_it_was_sent()
    {
        using (var turn = Turn(One))
        {
            var messages = new List<Arrival> { Item(Two, "first") };
            turn.Send(messages);
            messages[0] = Item(Two, "second");
            turn.Send(messages);
            turn.Commit(UpTo(0));
        }
        await Crash();
        using var two = Turn(Two);
        Assert.Equal(["first", "second"], TakeAll(two).Select(Text));
    }

    [Fact]
    public void Effects_are_one_per_key_and_leave_when_they_are_done()
    {
        var anna = Customer(One, 7);
        using var turn = Turn(One);
        turn.Commit(UpTo(1) with { Effects = [Effect("a", "1"), Effect("b", "2")] });
        turn.Commit(UpTo(2) with { Effects = [Effect("a", "other"), Effect("c", "3")], EffectsDone = ["b", "unknown"] });
        var waiting = Node.Outbox.Read(0, 10);
        Assert.Equal(["a", "c"], waiting.Select(row => row.Effect.Key));
        Assert.Equal("1"u8.ToArray(), waiting[0].Effect.Payload.ToArray());

        EffectRow Effect(string key, string payload) => new(key, anna, new(1), System.Text.Encoding.UTF8.GetBytes(payload));
    }

    [Fact]
    public void An_effects_number_is_never_used_again()
    {
        var anna = Customer(One, 7);
        using var turn = Turn(One);
        turn.Commit(UpTo(1) with { Effects = [new("a", anna, new(1), default)] });
        var number = Assert.Single(Node.Outbox.Read(0, 10)).Number;
        turn.Commit(UpTo(2) with { EffectsDone = ["a"] });
        turn.Commit(UpTo(3) with { Effects = [new("b", anna, new(1), default)] });
        Assert.True(Assert.Single(Node.Outbox.Read(0, 10)).Number > number);
    }

    [Fact]
    public void Ids_are_walked_in_order_shard_by_shard_or_all()
    {
        var ids = new[] { Customer(new(0), 5), Customer(One, 3), Customer(One, 9), Customer(Two, 1) };
        for (var shard = 0; shard < 3; shard++)
        {
            using var turn = Turn(new(shard));
            turn.Commit(UpTo(1) with { States = [.. ids.Where(id => id.Home == turn.Shard).Select(id => State(id, "x"))] });
        }
        Assert.Equal(ids, Node.States.LoadIds(default, 10));
        Assert.Equal(ids[2..3], Node.States.LoadIds(ids[1], 1));
        for (var page = 1; page < 6; page++)
        {
            Assert.Equal(ids, Node.States.LoadAll(page).Select(row => row.Id));
            Assert.Equal(ids[1..3], Node.States.LoadAll(page, ids[0], ids[2]).Select(row => row.Id));
        }
        using var one = Turn(One);
        Assert.Equal(ids[1..3], one.LoadIds(default, 10));
        Assert.Equal(ids[2..3], one.LoadIds(ids[1], 10));
        Assert.Empty(one.LoadIds(ids[2], 10));
    }

    [Fact]
    public void Identities_are_found_by_the_beginning_of_their_value()
    {
        var anna = Customer(One, 7);
        using var turn = Turn(One);
        turn.Commit(UpTo(1) with { Identities = [.. new[] { "anna@b.com", "Anna@a.com", "ann", "bert", "100%", "100x" }.Select(value => new IdentityRow(new("email", value), anna))] });
        Assert.Equal(["Anna@a.com", "anna@b.com"], Node.States.SearchIdentities("ANNA", 10).Select(row => row.Identity.Value));
        Assert.Equal(["100%"], Node.States.SearchIdentities("100%", 10).Select(row => row.Identity.Value));
        Assert.Equal(2, Node.States.SearchIdentities("", 2).Count);
    }

    [Fact]
    public void Counts_are_summed_over_shards()
    {
        foreach (var shard in new[] { One, Two })
        {
            using var turn = Turn(shard);
            turn.Commit(UpTo(1) with { Counts = [new("segment:a", 2.5m), new("segment:b", shard.Value), new("type:track", 9)] });
        }
        Assert.Equal([new("segment:a", 5m), new CountRow("segment:b", 3)], Node.States.SumCounts("segment:"));
    }
}
