using System.Text;
using Tandem.Engine.Effects;
using Tandem.Engine.Erasure;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Postgres;

namespace Tandem.Storage.Tests.Postgres;

/// <summary>Entries and messages are erased where they stand, also by several processes at once.</summary>
public sealed class JournalEraserTests : OneDatabaseTests
{
    [Fact]
    public async Task What_is_erased_keeps_position_shard_and_time_and_all_else_is_as_it_was()
    {
        var store = Open();
        await Write(store, 600);
        var before = store.Journal.Read(default).ToList();
        var upTo = before[500].Position;

        Assert.Equal(before.Count(entry => entry.Position <= upTo && IsTheirs(entry)), store.Eraser.Rewrite(upTo, Change, Untold));

        var after = store.Journal.Read(default).ToList();
        Assert.Equal(before.Select(entry => (entry.Shard, entry.Position, entry.At)), after.Select(entry => (entry.Shard, entry.Position, entry.At)));
        foreach (var (was, entry) in before.Zip(after))
        {
            var erased = was.Position <= upTo && IsTheirs(was);
            Assert.Equal(erased ? EntryKind.Erased : was.Kind, entry.Kind);
            Assert.Equal(erased ? "gone" : Text(was), Text(entry));
        }
        Assert.Equal(0, store.Eraser.Rewrite(upTo, Change, Untold));
    }

    [Fact]
    public async Task Nothing_is_erased_that_may_be_folded_again()
    {
        var store = Open();
        await store.Inbox.Accept([Item("theirs 1"), Item("theirs 2")]);
        var taken = new List<Entry>();
        using (var turn = store.Shards.TryOpen(One)!)
        {
            turn.Take(taken, 1);
            turn.Commit(new(taken[0].Position, "head"u8.ToArray()));
        }
        Assert.Null(store.Eraser.Rewrite(store.Journal.Last, Change, Untold));
        Assert.Equal(1, store.Eraser.Rewrite(taken[0].Position, Change, Untold));
        // The next owner has the other one.
        using var next = store.Shards.TryOpen(One)!;
        next.Take(taken, 10);
        Assert.Equal("theirs 2", Text(taken[1]));
    }

    [Fact]
    public async Task Two_who_do_it_at_once_count_each_entry_once()
    {
        var (left, right) = (Open(), Open());
        await Write(left, 1000);
        var theirs = left.Journal.Read(default).Count(IsTheirs);
        var counts = await Task.WhenAll(new[] { left, right }.Select(store => Task.Run(() => store.Eraser.Rewrite(store.Journal.Last, Change, Untold)!.Value)));
        Assert.Equal(theirs, counts.Sum());
        Assert.Equal(theirs, left.Journal.Read(default).Count(entry => entry.Kind == EntryKind.Erased));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_count_is_kept_where_one_is_killed_before_or_after_it_is_done(bool before)
    {
        var store = Open();
        await Write(store, 300);
        RewriteTally? tally = null;
        if (before) Assert.Throws<SimulatedKill>(() => store.Eraser.Rewrite(store.Journal.Last, Change, Killed));
        else store.Eraser.Rewrite(store.Journal.Last, Change, Tell);
        Assert.Equal(before ? 0 : 100, store.Journal.Read(default).Count(entry => entry.Kind == EntryKind.Erased));
        // Another begins anew, and nobody noted that it was done.
        Open().Eraser.Rewrite(store.Journal.Last, Change, Tell);
        Assert.Equal(100, tally!.Total);
        Assert.Equal(100, store.Journal.Read(default).Count(entry => entry.Kind == EntryKind.Erased));

        void Tell(Position first, long count) => tally = RewriteTally.Next(tally, first, count);

        void Killed(Position first, long count)
        {
            Tell(first, count);
            throw new SimulatedKill();
        }
    }

    [Fact]
    public async Task Entries_that_come_meanwhile_are_taken_as_ever()
    {
        var store = Open();
        await Write(store, 300);
        var upTo = store.Journal.Last;
        var change = new Func<Entry, (EntryKind, ReadOnlyMemory<byte>)?>(entry =>
        {
            // In the middle of it somebody writes, and a turn takes it.
            if (entry.Position == upTo) Write(store, 1).GetAwaiter().GetResult();
            return Change(entry);
        });
        Assert.Equal(100, store.Eraser.Rewrite(upTo, change, Untold));
        Assert.Equal(301, store.Journal.Read(default).Count());
    }

    [Fact]
    public void A_message_of_somebody_erased_is_not_written_again_by_whoever_had_it_in_hand()
    {
        var store = Open();
        var customer = EntityId.Make(One, EntityKind.Customer, 7);
        var effects = new[] { Effect(customer, "known"), Effect(customer, "fresh") };
        using (var turn = store.Shards.TryOpen(One)!)
        {
            turn.Commit(new(new(1), "head"u8.ToArray()) { Effects = [.. effects.Select(effect => new EffectRow(effect.Key, customer, default, effect.ToBytes()))] });
            Assert.Equal(2, store.Outbox.Read(0, 10).Count);
            store.Messages.Write([MessageRecord.Queue(effects[0])]);
            turn.Commit(new(new(2), "head"u8.ToArray()) { EffectsDone = [.. effects.Select(effect => effect.Key)] });
        }
        Assert.Equal(1, store.Messages.Erase([customer], cutShort: false));

        store.Messages.Write([.. effects.Select(effect => MessageRecord.Queue(effect).End(DeliveryOutcome.Withheld, "of ann@example.com"))]);

        var left = Assert.Single(store.Messages.List(new([], [], Before: long.MaxValue, Max: 10)));
        Assert.True(left.Effect.IsErased);
        Assert.DoesNotContain("ann", left.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_on_its_way_is_waited_for_until_it_was_cut_short()
    {
        var store = Open();
        var customer = EntityId.Make(One, EntityKind.Customer, 7);
        var effect = Effect(customer, "under way");
        using var turn = store.Shards.TryOpen(One)!;
        turn.Commit(new(new(1), "head"u8.ToArray()) { Effects = [new(effect.Key, customer, default, effect.ToBytes())] });
        store.Outbox.Read(0, 10);
        store.Messages.Write([MessageRecord.Queue(effect).Attempt("smtp", outside: true, repeatable: false, new("f", "for Ann", null, "t", []))]);

        Assert.Null(store.Messages.Erase([customer], cutShort: false));
        Assert.Equal(1, store.Messages.Erase([customer], cutShort: true));
        var left = Assert.Single(store.Messages.List(new([], [], Before: long.MaxValue, Max: 10)));
        Assert.Equal((MessageStatus.Uncertain, ""), (left.Status, left.Content!.Subject));
    }

    private static void Untold(Position first, long count)
    {
    }

    private static (EntryKind, ReadOnlyMemory<byte>)? Change(Entry entry) => IsTheirs(entry) ? (EntryKind.Erased, "gone"u8.ToArray()) : null;

    private static bool IsTheirs(Entry entry) => Text(entry).StartsWith("theirs", StringComparison.Ordinal);

    private static string Text(Entry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    private static Arrival Item(string text) => new(One, EntryKind.Interaction, Encoding.UTF8.GetBytes(text));

    private static MessageEffect Effect(EntityId customer, string key) => new()
    {
        Key = key, Customer = customer, At = new(1), Channel = "email", Template = "t", Ruleset = 1, OriginKind = "journey", OriginName = "j", OriginStep = "0", Why = ["asked"],
        Address = "ann@example.com", Withheld = null, Data = "{}"u8.ToArray(),
    };

    /// <summary>Every third is theirs, in rows of seven.</summary>
    private static async Task Write(PostgresStore store, int count)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(7)) await store.Inbox.Accept([.. some.Select(number => Item($"{(number % 3 == 0 ? "theirs" : "others")} {number}"))]);
        using var turn = store.Shards.TryOpen(One)!;
        var taken = new List<Entry>();
        while (turn.Take(taken, 1000) > 0) turn.Commit(new(taken[^1].Position, "head"u8.ToArray()));
    }

    private sealed class SimulatedKill : Exception;
}
