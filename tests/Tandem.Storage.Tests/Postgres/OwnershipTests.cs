using Npgsql;
using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Postgres;

namespace Tandem.Storage.Tests.Postgres;

/// <summary>Several processes on one database: whose a shard is, and that nobody else changes it.</summary>
public sealed class OwnershipTests : OneDatabaseTests
{
    [Fact]
    public void A_shard_belongs_to_one_process_until_it_gives_it_back()
    {
        var (left, right) = (Open(), Open());
        Assert.Equal((new NodesPresent(1, true), new NodesPresent(2, false)), (left.Beat(), right.Beat()));
        var turn = left.Shards.TryOpen(One)!;
        Assert.Null(right.Shards.TryOpen(One));
        Assert.DoesNotContain(One, right.FreeShards());
        turn.Dispose();
        Assert.Contains(One, right.FreeShards());
        right.Shards.TryOpen(One)!.Dispose();
    }

    [Fact]
    public async Task A_process_that_is_not_heard_of_loses_its_shards_and_its_turns_change_nothing()
    {
        var (left, right) = (Open(), Open());
        left.Beat();
        await left.Inbox.Accept([ShardStoreSuite.Did(One, "first", 1)]);
        var lost = left.Shards.TryOpen(One)!;
        var taken = new List<Entry>();
        lost.Take(taken, 10);
        lost.Commit(UpTo(taken));

        Silence(left);
        using var turn = right.Shards.TryOpen(One)!;
        Assert.Equal(taken[^1].Position, turn.Restore().Position);
        await left.Inbox.Accept([ShardStoreSuite.Did(One, "second", 2)]);
        Assert.Throws<FencedException>(() => lost.Take([], 10));
        Assert.Throws<ObjectDisposedException>(() => lost.Commit(UpTo(taken)));
        Assert.Equal(1, turn.Take(taken, 10));
        Assert.Equal(CommitResult.Committed, turn.Commit(UpTo(taken)));
    }

    [Fact]
    public async Task A_commit_without_anything_taken_is_fenced_too()
    {
        var (left, right) = (Open(), Open());
        await left.Inbox.Accept([ShardStoreSuite.Did(One, "first", 1)]);
        var lost = left.Shards.TryOpen(One)!;
        using var turn = right.Shards.TryOpen(One)!;
        Assert.Equal(CommitResult.Fenced, lost.Commit(new(new(9), "of the one who lost it"u8.ToArray())));
        Assert.Equal(default, turn.Restore().Position);
    }

    [Fact]
    public async Task A_turn_that_stands_still_is_ended_by_the_server_and_another_goes_on()
    {
        var (left, right) = (Open(TimeSpan.FromMilliseconds(300)), Open());
        await left.Inbox.Accept([ShardStoreSuite.Did(One, "first", 1)]);
        var stuck = left.Shards.TryOpen(One)!;
        var taken = new List<Entry>();
        stuck.Take(taken, 10);
        // It holds the row's lock; the other may try as often as it likes until the server ends the transaction.
        IShardTurn? turn;
        while ((turn = right.Shards.TryOpen(One)) is null) await Task.Delay(10);
        var again = new List<Entry>();
        Assert.Equal(1, turn.Take(again, 10));
        Assert.Equal(CommitResult.Committed, turn.Commit(UpTo(again)));
        Assert.Throws<StorageUnavailableException>(() => stuck.Commit(UpTo(taken)));
        turn.Dispose();
        Assert.Equal(again[0].Position, Assert.Single(right.Journal.Read(default)).Position);
    }

    [Fact]
    public async Task Rows_that_become_visible_late_are_taken_late_and_none_is_passed_over()
    {
        var store = Open();
        // A caller whose transaction is open while later ones commit.
        await using var source = NpgsqlDataSource.Create(Database);
        await using var connection = await source.OpenConnectionAsync();
        await using var late = await connection.BeginTransactionAsync();
        var scratch = new ByteWriter();
        var rows = new BlockRows();
        EntryBlock.Split([ShardStoreSuite.Did(One, "late", 1)], scratch, rows);
        await using (var insert = new NpgsqlCommand(BlockRows.Insert, connection, late))
        {
            rows.Bind(insert.Parameters, sent: false);
            await insert.ExecuteNonQueryAsync();
        }
        await store.Inbox.Accept([ShardStoreSuite.Did(One, "early", 2)]);

        using var turn = store.Shards.TryOpen(One)!;
        var taken = new List<Entry>();
        Assert.Equal(1, turn.Take(taken, 10));
        turn.Commit(UpTo(taken));
        Assert.Equal(0, turn.Take(taken, 10));
        await late.CommitAsync();
        Assert.Equal(1, turn.Take(taken, 10));
        turn.Commit(UpTo(taken));
        Assert.Equal(["early", "late"], taken.Select(entry => Engine.Interactions.Interaction.Read(entry.Payload).Name));
        Assert.True(taken[0].Position < taken[1].Position);
    }

    [Fact]
    public async Task Whoever_takes_a_shard_for_its_own_that_is_nobodys_learns_of_it_with_the_next_entry()
    {
        var (left, right) = (Open(), Open());
        left.Beat();
        right.Beat();
        var stale = left.Shards.TryOpen(One)!;
        Silence(left);
        right.Shards.TryOpen(One)!.Dispose();
        left.Beat();
        Assert.DoesNotContain(One, left.FreeShards());
        Assert.Contains(One, left.TakenShards());
        await right.Inbox.Accept([ShardStoreSuite.Did(One, "first", 1)]);
        Assert.Contains(One, left.WaitingShards());
        Assert.Throws<FencedException>(() => stale.Take([], 10));
        Assert.Contains(One, left.FreeShards());
        Assert.DoesNotContain(One, left.TakenShards());
        Assert.Equal(1, left.Shards.TryOpen(One)!.Take([], 10));
    }

    [Fact]
    public async Task A_message_is_there_with_the_checkpoint_or_not_at_all()
    {
        var store = Open();
        await store.Inbox.Accept([ShardStoreSuite.Did(One, "first", 1)]);
        var turn = store.Shards.TryOpen(One)!;
        turn.Take([], 10);
        turn.Send([ShardStoreSuite.Did(new(2), "message", 1)]);
        turn.Dispose();
        Assert.Equal(0, store.States.WaitingFor(new(2)));
        Assert.Equal(1, store.States.WaitingFor(One));
    }

    [Fact]
    public void An_effect_has_one_sender_until_its_lease_is_over_and_only_that_one_may_record_an_attempt()
    {
        var (left, right) = (Open(), Open());
        var effect = new MessageEffect
        {
            Key = "mail/1", Customer = EntityId.Make(One, EntityKind.Customer, 7), At = new(1), Channel = "email", Template = "t", Ruleset = 1, OriginKind = "journey", OriginName = "j", OriginStep = "0",
            Why = [], Address = "ann@example.com", Withheld = null, Data = "{}"u8.ToArray(),
        };
        using (var turn = left.Shards.TryOpen(One)!) turn.Commit(new(new(1), "head"u8.ToArray()) { Effects = [new(effect.Key, effect.Customer, effect.At, effect.ToBytes())] });
        Assert.Single(left.Outbox.Read(0, 10));
        Assert.Empty(right.Outbox.Read(0, 10));
        var attempt = MessageRecord.Queue(effect).Attempt("smtp", outside: true, repeatable: false, new("from@example.com", "subject", null, "text", []));
        Assert.Throws<StorageUnavailableException>(() => right.Messages.Write([attempt]));
        left.Messages.Write([attempt]);

        Expire();
        Assert.Single(right.Outbox.Read(0, 10));
        // It slept through its lease: what it would send now another one looks after.
        Assert.Throws<StorageUnavailableException>(() => left.Messages.Write([attempt with { Attempts = 2 }]));
        Assert.Equal(MessageStatus.Sending, Status());
        // What became of its own attempt it still may say, but not after a further one.
        Assert.Single(left.Messages.Write([attempt.End(DeliveryOutcome.Failed, "no such mailbox")]));
        Assert.Equal(MessageStatus.Failed, Status());
        Assert.Empty(right.Messages.Write([attempt.End(DeliveryOutcome.Uncertain, "nobody knows")]));
        Assert.Equal(MessageStatus.Failed, Status());
        right.Messages.Write([attempt with { Attempts = 2 }]);
        // Nor is its end to be reported then: else the effect would be gone before the further attempt has its own.
        Assert.Empty(left.Messages.Write([attempt.Later("try later", new(5))]));
        Assert.Empty(left.Messages.Write([attempt.End(DeliveryOutcome.Sent, "taken")]));
        Assert.Equal(MessageStatus.Sending, Status());
        // What others called uncertain is reported: nobody would send it, if it waited again.
        right.Messages.Write([attempt.End(DeliveryOutcome.Uncertain, "cut short") with { Attempts = 2 }]);
        left.Messages.Write([attempt.Later("try later", new(5)) with { Attempts = 2 }]);
        Assert.Equal(MessageStatus.Uncertain, Status());

        MessageStatus Status() => Assert.Single(right.Messages.Find([effect.Key])).Status;
    }

    [Fact]
    public async Task Time_goes_on_from_the_shards_own_last_turn_whatever_the_clock_of_its_new_owner_says()
    {
        var (left, right) = (Open(), Open());
        var taken = new List<Entry>();
        await left.Inbox.Accept([ShardStoreSuite.Did(One, "first", 1)]);
        using (var turn = left.Shards.TryOpen(One)!)
        {
            turn.Take(taken, 10);
            turn.Commit(UpTo(taken));
        }
        Clock.Now -= TimeSpan.FromHours(1);
        await right.Inbox.Accept([ShardStoreSuite.Did(One, "second", 2)]);
        using (var turn = right.Shards.TryOpen(One)!) turn.Take(taken, 10);
        Assert.Equal(taken[0].At, taken[1].At);
    }

    [Fact]
    public async Task Too_much_that_waits_is_turned_away()
    {
        var store = Open();
        await store.Inbox.Accept([.. Enumerable.Range(0, 1_000).Select(number => ShardStoreSuite.Did(One, "much", number))]);
        store.Beat();
        var refused = Assert.Throws<OverloadedException>(() => { _ = store.Inbox.Accept([ShardStoreSuite.Did(One, "more", 1)]); });
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
    }

    /// <summary>As if the process had not been heard of for a while.</summary>
    private void Silence(PostgresStore store)
    {
        using var source = NpgsqlDataSource.Create(Database);
        using var command = source.CreateCommand("UPDATE nodes SET seen = seen - interval '1 minute' WHERE node = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = store.Node });
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private void Expire()
    {
        using var source = NpgsqlDataSource.Create(Database);
        using var command = source.CreateCommand("UPDATE effects SET lease_until = clock_timestamp() - interval '1 second'");
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static Checkpoint UpTo(List<Entry> taken) => new(taken[^1].Position, "head"u8.ToArray());
}
