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
    public async Task A_position_never_changes_once_seen()
    {
        await Accept(One, "a", "b");
        await Accept(Two, "c");
        TakeEverything();
        var before = Node.Journal.Read(default).Select(Seen).ToList();
        await Crash();
        Assert.Equal(before, Node.Journal.Read(default).Select(Seen));
        await Accept(One, "d");
        Assert.Equal("d", Text(Assert.Single(TakeEverything())));
        Assert.Equal(before, Node.Journal.Read(default).Take(3).Select(Seen));

        static (Position, Instant, ShardId, EntryKind, string) Seen(Entry entry) => (entry.Position, entry.At, entry.Shard, entry.Kind, Text(entry));
    }

    [Fact]
    public async Task The_journal_is_read_from_any_position()
    {
        for (var i = 1; i <= 20; i++) await Accept(new(i % 4), $"{i}");
        var all = TakeEverything();
        Assert.Equal(all.Skip(7).Select(Text), Node.Journal.Read(all[6].Position).Select(Text));
        Assert.Equal(all.Select(Text), Node.Journal.Read(default).Select(Text));
        Assert.Empty(Node.Journal.Read(all[^1].Position));
    }

    [Fact]
    public async Task Single_entries_are_found_and_unknown_positions_left_out()
    {
        await Node.Inbox.Accept([.. Enumerable.Range(1, 300).Select(i => Item(One, new string('x', 500) + i))]);
        await Accept(Two, "last");
        var all = TakeEverything();
        var found = Node.Journal.Find([all[300].Position, all[6].Position, all[289].Position, all[6].Position, new(all[300].Position.Value + 1), new(0)]);
        Assert.Equal([all[6].Position, all[289].Position, all[300].Position], found.Select(entry => entry.Position));
        Assert.EndsWith("x290", Text(found[1]));
        Assert.Equal("last", Text(found[2]));
    }

    [Fact]
    public async Task What_a_call_accepted_is_found_by_its_receipt_newest_first()
    {
        await Accept(One, "before");
        var receipt = await Node.Inbox.Accept([Item(One, "a"), Item(Two, "b"), Item(One, "c")]);
        await Accept(One, "after");
        TakeEverything();
        Assert.Equal(["c", "a"], Node.Journal.FindAccepted(receipt, 3, One).Take(2).Select(Text));
        Assert.Equal("b", Text(Node.Journal.FindAccepted(receipt, 3, Two).First()));
        await Crash();
        Assert.Equal(["c", "a"], Node.Journal.FindAccepted(receipt, 3, One).Take(2).Select(Text));
        Assert.Empty(Node.Journal.FindAccepted(receipt, 3, new(3)));
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
        Assert.Equal(taken.Select(entry => entry.Position).Distinct().Order(), taken.Select(entry => entry.Position));
        foreach (var caller in taken.Select(Text).GroupBy(text => text[..2])) Assert.Equal(caller.Order(StringComparer.Ordinal), caller);
    }
}
