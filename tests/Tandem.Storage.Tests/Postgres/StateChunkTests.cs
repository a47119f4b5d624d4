using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Postgres;
using Tandem.Testing;

namespace Tandem.Storage.Tests.Postgres;

/// <summary>States that checkpoints append in chunks and merges put into rows: wherever they lie, everybody reads the newest.</summary>
public sealed class StateChunkTests : IAsyncLifetime
{
    private const int Shards = 2, People = 12;

    private static readonly ShardId One = new(1);

    private readonly string database = PostgresServer.Shared.NewDatabase();
    private readonly List<PostgresStore> stores = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in stores) await store.DisposeAsync();
    }

    /// <summary>Any checkpoints, merges and changes of owner, in any order, beside a store that only reads.</summary>
    [Fact]
    public void Everybody_reads_what_the_last_checkpoint_wrote() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 255).ListOf()), choices => Run([.. choices])).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private void Run(int[] choices)
    {
        var (left, right, looks) = (Open(), Open(), Open());
        var (states, timers) = (new SortedDictionary<EntityId, long>(), new SortedDictionary<EntityId, long>());
        // What an earlier run left.
        foreach (var id in looks.States.LoadIds(default, 100)) states[id] = Value(looks.States.LoadStates([id]).Single());
        var owner = left;
        var turn = owner.Shards.TryOpen(One)!;
        foreach (var timer in turn.LoadTimers()) timers[timer.Id] = timer.Due!.Value.Micros;
        var position = turn.Restore().Position.Value;
        var number = 0;
        foreach (var choice in choices)
        {
            switch (choice % 8)
            {
                case 0:
                    (choice % 16 < 8 ? left : looks).MergeAll();
                    break;
                case 1:
                    turn.Dispose();
                    owner = owner == left ? right : left;
                    turn = owner.Shards.TryOpen(One)!;
                    break;
                default:
                    Assert.Equal(CommitResult.Committed, turn.Commit(Next(choice, ++number, ++position)));
                    break;
            }
            Same(turn.LoadStates([.. Everybody]), turn.LoadIds(default, 100));
            Same(looks.States.LoadStates([.. Everybody]), looks.States.LoadIds(default, 100));
            Assert.Equal(timers, new SortedDictionary<EntityId, long>(turn.LoadTimers().ToDictionary(timer => timer.Id, timer => timer.Due!.Value.Micros)));
            Assert.Equal(looks.States.LoadIds(default, 100).Skip(1).Take(3), looks.States.LoadIds(states.Count > 0 ? states.First().Key : default, 3));
        }
        turn.Dispose();

        Checkpoint Next(int choice, int step, long at)
        {
            var (rows, set) = (new SortedDictionary<EntityId, StateRow>(), new List<TimerRow>());
            for (var person = choice % 3; person < People; person += 1 + choice % 5)
            {
                var id = Person(person);
                var isGone = (choice + person) % 7 == 0;
                // A timer stays, is set, is taken away, or changes alone.
                if (isGone || (choice + person) % 3 == 1) set.Add(new(id, isGone || person % 2 == 0 ? null : new Instant(at * 100 + person)));
                if (!isGone && (choice + person) % 6 == 1) continue;
                var value = (at * 1_000 + step) * People + person;
                rows[id] = isGone ? new(id, default, default) : State(id, value);
                if (isGone) states.Remove(id);
                else states[id] = value;
            }
            foreach (var timer in set)
            {
                if (timer.Due is { } due && states.ContainsKey(timer.Id)) timers[timer.Id] = due.Micros;
                else timers.Remove(timer.Id);
            }
            return new(new(at), "head"u8.ToArray()) { States = [.. rows.Values], Timers = set };
        }

        void Same(IReadOnlyList<StateRow> rows, IReadOnlyList<EntityId> ids)
        {
            Assert.Equal(states.Select(state => (state.Key, state.Value)), rows.Select(row => (row.Id, Value(row))));
            Assert.Equal(states.Keys, ids);
        }
    }

    [Fact]
    public void A_merge_that_is_cut_off_changes_nothing()
    {
        var store = Open();
        using var turn = store.Shards.TryOpen(One)!;
        turn.Commit(new(new(1), default) { States = [State(Person(1), 1), State(Person(2), 2)] });
        // To take the chunks away is the merge's last step.
        Execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$");
        Execute("CREATE TRIGGER refuse BEFORE DELETE ON state_chunks FOR EACH STATEMENT EXECUTE FUNCTION refuse()");
        Assert.ThrowsAny<IOException>(store.MergeAll);
        Assert.Equal([1, 2], store.States.LoadStates([Person(1), Person(2)]).Select(Value));
        Assert.Equal(1, Count("SELECT count(*) FROM state_chunks"));
        turn.Commit(new(new(2), default) { States = [State(Person(2), 3), new(Person(1), default, default)] });
        Assert.Equal([3], Open().States.LoadStates([Person(1), Person(2)]).Select(Value));
        Execute("DROP TRIGGER refuse ON state_chunks");
        store.MergeAll();
        Assert.Equal([3], store.States.LoadStates([Person(1), Person(2)]).Select(Value));
        Assert.Equal((1, 0), (Count("SELECT count(*) FROM states"), Count("SELECT count(*) FROM state_chunks")));
    }

    /// <summary>Through another process, and through the one that writes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_reads_beside_merges_never_sees_half_a_checkpoint_nor_an_earlier_one(bool same)
    {
        var writes = Open();
        var reads = same ? writes : Open();
        using var turn = writes.Shards.TryOpen(One)!;
        EntityId[] people = [.. Enumerable.Range(0, 40).Select(Person)];
        turn.Commit(Of(1));
        using var over = new CancellationTokenSource();
        var looking = Task.Run(() =>
        {
            var (seen, looks) = (0L, 0);
            for (; !over.IsCancellationRequested; looks++)
            {
                var now = Assert.Single(reads.States.LoadStates(people).Select(Value).Distinct());
                Assert.True(now >= seen, $"{now} after {seen}");
                seen = now;
            }
            return looks;
        });
        for (var number = 2; number < 300 && !looking.IsFaulted; number++)
        {
            turn.Commit(Of(number));
            if (number % 3 == 0) writes.MergeAll();
        }
        await over.CancelAsync();
        Assert.NotEqual(0, await looking);

        Checkpoint Of(int number) => new(new(number), default) { States = [.. people.Select(id => State(id, number))] };
    }

    [Fact]
    public void States_are_merged_when_there_are_enough_or_nothing_happens()
    {
        var store = Open(new() { ShardCount = Shards, MergeBytes = 50_000, MergeIdle = TimeSpan.FromHours(1) });
        using var turn = store.Shards.TryOpen(One)!;
        turn.Commit(new(new(1), default) { States = [State(Person(1), 1, 20_000)] });
        Assert.False(store.Merge());
        turn.Commit(new(new(2), default) { States = [State(Person(1), 2, 40_000)] });
        Assert.True(store.Merge());
        Assert.False(store.Merge());
        Assert.Equal((1, 0), (Count("SELECT count(*) FROM states"), Count("SELECT count(*) FROM state_chunks")));

        var idle = Open(new() { ShardCount = Shards, MergeIdle = TimeSpan.Zero });
        using var other = idle.Shards.TryOpen(new(0))!;
        other.Commit(new(new(1), default) { States = [State(EntityId.Make(new(0), EntityKind.Customer, 1), 1)] });
        Assert.True(idle.Merge());
        Assert.Equal(2, Count("SELECT count(*) FROM states"));
    }

    [Fact]
    public void A_damaged_chunk_is_named()
    {
        var store = Open();
        using (var turn = store.Shards.TryOpen(One)!) turn.Commit(new(new(1), default) { States = [State(Person(1), 1)] });
        Execute("UPDATE state_chunks SET entries = set_byte(entries, 3, 77)");
        var damaged = Assert.Throws<InvalidDataException>(() => Open().States.LoadStates([Person(1)]));
        Assert.Contains("of shard 1 is damaged", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_SQL_a_row_has_a_profile()
    {
        var store = Open();
        using var turn = store.Shards.TryOpen(One)!;
        turn.Commit(new(new(1), default) { States = [State(Person(1), 1)] });
        store.MergeAll();
        Assert.Equal(1, Count("SELECT count(*) FROM states WHERE (profile ->> 'erased')::boolean"));
    }

    private static IEnumerable<EntityId> Everybody => Enumerable.Range(0, People).Select(Person);

    private static EntityId Person(int number) => EntityId.Make(One, EntityKind.Customer, (ulong)number + 1);

    /// <summary>Any real entity, since a merge makes its profile: here one with a number in it.</summary>
    private static StateRow State(EntityId id, long value, int size = 8)
    {
        var work = new ByteWriter();
        new Erased(id, [.. Enumerable.Repeat(new EntityId(value), size / 8)]).Write(work);
        return new(id, default, work.ToArray());
    }

    private static long Value(StateRow row) => ((Erased)StoredEntity.Read(row)).Ids[0].Value;

    private PostgresStore Open(PostgresOptions? options = null)
    {
        var store = PostgresStore.Open(database, TimeProvider.System, options ?? new() { ShardCount = Shards });
        stores.Add(store);
        return store;
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(database);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private long Count(string sql)
    {
        using var connection = new NpgsqlConnection(database);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }
}
