using System.Data;
using Npgsql;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Postgres.States;

namespace Tandem.Storage.Postgres;

/// <summary>
/// One shard, owned until it is disposed or lost. Each turn is one transaction: it locks the shard's row, gives what waits
/// its positions, and stores with the row what came of it. What fails ends the whole ownership: what is stored is the truth,
/// and the shard is opened anew from it.
/// </summary>
internal sealed class PostgresShardTurn : IShardTurn
{
    // Positions for what waits, in order of the rows' numbers; one statement, because it is asked for with every turn.
    private const string TakeRows = """
        WITH waiting AS (
            SELECT id, sum(entries) OVER (ORDER BY id) - entries AS before, sum(entries) OVER (ORDER BY id) AS upto
            FROM (SELECT id, entries FROM journal WHERE shard_id = $1 AND first IS NULL ORDER BY id LIMIT $2) rows),
        base AS MATERIALIZED (SELECT CASE WHEN EXISTS (SELECT 1 FROM waiting) THEN nextval('positions') END AS first)
        UPDATE journal j SET first = base.first + waiting.before, at = $3 FROM waiting, base
        WHERE j.shard_id = $1 AND j.id = waiting.id AND waiting.upto <= $4
        RETURNING j.shard_id, j.first, j.entries, j.at, j.payload
        """;

    // A row of a single call has one entry.
    private const int MostRows = PostgresSchema.PositionsPerTurn;

    private readonly PostgresShardStore store;
    private readonly Queue<Entry> begun = new();
    private readonly BlockRows messages = new();
    private readonly ByteWriter scratch = new();
    private NpgsqlConnection? open;
    private long turn;
    private Position position, taken;
    private Instant at;
    private ReadOnlyMemory<byte> head;
    private bool over, isBegun, hasTaken;

    /// <param name="turn">The number that the row bears while nobody else has had the shard.</param>
    /// <param name="taken">What has a position already; an earlier owner may have folded less.</param>
    public PostgresShardTurn(PostgresShardStore store, ShardId shard, long turn, Position position, Position taken, Instant at, byte[] head)
    {
        (this.store, Shard, this.turn, this.position, this.taken, this.at, this.head) = (store, shard, turn, position, taken, at, head);
        if (taken <= position) return;
        var rows = store.Reads.Read(
            "SELECT shard_id, first, entries, at, payload FROM journal WHERE shard_id = $1 AND first > $2 AND first <= $3 ORDER BY first",
            to => to.Int(shard.Value).Long(position.Value - PostgresSchema.PositionsPerTurn).Long(taken.Value), PostgresJournal.Entries);
        foreach (var entry in rows.SelectMany(row => row))
            if (entry.Position > position) begun.Enqueue(entry);
    }

    public ShardId Shard { get; }

    public (Position Position, ReadOnlyMemory<byte> Head) Restore() => (position, head);

    /// <exception cref="FencedException">Another owner has the shard.</exception>
    public int Take(List<Entry> into, int max)
    {
        ObjectDisposedException.ThrowIf(over, this);
        if (begun.Count == 0) Ended(ReadWaiting);
        else if (open is null) Ended(Begin);
        var count = Math.Min(max, begun.Count);
        for (var i = 0; i < count; i++) into.Add(begun.Dequeue());
        // Nothing waits, and there is nothing to be stored.
        if (count == 0 && !hasTaken) End();
        hasTaken |= count > 0;
        return count;
    }

    public void Send(IReadOnlyList<Arrival> sent)
    {
        ObjectDisposedException.ThrowIf(over, this);
        foreach (var message in sent) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)message.Shard.Value, (uint)store.ShardCount, nameof(sent));
        EntryBlock.Split(sent, scratch, messages);
    }

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => Run(connection => store.States.Load(connection, ids));

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => Run(connection => StateSides.LoadIdentities(connection, store.ShardCount, identities));

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => Run(connection => StateSides.LoadTimeline(connection, id, beforeChunk, max));

    public IEnumerable<TimerRow> LoadTimers() => Run(connection => store.States.LoadTimers(connection, Shard));

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) => Run(connection => store.States.LoadIds(connection, Shard, after, max));

    public CommitResult Commit(Checkpoint checkpoint)
    {
        ObjectDisposedException.ThrowIf(over, this);
        var chunks = store.Chunks;
        try
        {
            Ended(() =>
            {
                if (open is null) Begin();
                FillChunks(chunks, checkpoint);
                using var batch = open!.CreateBatch();
                CheckpointBatch.Fill(batch, Shard, store.ShardCount, checkpoint, chunks, messages, taken, at, turn + 1);
                batch.ExecuteNonQuery();
            });
        }
        catch (FencedException)
        {
            return CommitResult.Fenced;
        }
        store.States[Shard].Add([.. chunks.Numbers.Select((number, chunk) => (number, chunks.Entries(chunk)))]);
        (turn, position, head) = (turn + 1, checkpoint.Position, checkpoint.Head.ToArray());
        if (messages.Count > 0) store.Hints.Tell();
        messages.Clear();
        Close();
        return CommitResult.Committed;
    }

    /// <summary>Gives the shard back, for others to have at once.</summary>
    public void Dispose()
    {
        if (over) return;
        End();
        over = true;
        store.Release(Shard);
        try
        {
            store.Reads.Read("UPDATE shards SET owner = NULL WHERE shard_id = $1 AND owner = $2 AND turn = $3 RETURNING 1", to => to.Int(Shard.Value).Id(store.Node).Long(turn), _ => true);
        }
        catch (StorageUnavailableException)
        {
            // Others find out by themselves that this process is not there any more.
        }
    }

    private void FillChunks(CheckpointChunks chunks, Checkpoint checkpoint)
    {
        var (states, due) = (checkpoint.States, checkpoint.Timers.ToDictionary(timer => timer.Id, timer => timer.Due?.Micros ?? StateChunk.NotDue));
        // A timer stands beside its state, so that one that changes alone takes the state along.
        if (due.Count > 0 && due.Keys.Except(states.Select(state => state.Id)).ToList() is { Count: > 0 } alone) states = [.. states, .. store.States.Load(open!, alone)];
        var known = store.States[Shard];
        chunks.Fill(states, id => due.TryGetValue(id, out var when) ? when : known.Find(id) is { IsRow: false } place ? place.Due : StateChunk.KeepDue, turn + 1);
    }

    private void Begin()
    {
        open = store.Turns.OpenConnection();
        using var batch = open.CreateBatch();
        batch.Add("BEGIN");
        AddFence(batch);
        using var reader = batch.ExecuteReader();
        CheckFence(reader);
    }

    private void ReadWaiting()
    {
        open ??= store.Turns.OpenConnection();
        var now = Instant.From(store.Clock.GetUtcNow());
        if (now > at) at = now;
        using var batch = open.CreateBatch();
        // Within a turn that is open already the fence holds.
        var isNew = !isBegun;
        if (isNew)
        {
            batch.Add("BEGIN");
            AddFence(batch);
        }
        batch.Add(TakeRows).Int(Shard.Value).Int(MostRows).Long(at.Micros).Long(PostgresSchema.PositionsPerTurn);
        using var reader = batch.ExecuteReader();
        if (isNew)
        {
            CheckFence(reader);
            reader.NextResult();
        }
        var rows = new List<List<Entry>>();
        while (reader.Read()) rows.Add(PostgresJournal.Entries(reader));
        foreach (var row in rows.OrderBy(row => row[0].Position.Value))
        {
            foreach (var entry in row) begun.Enqueue(entry);
            taken = row[^1].Position;
        }
    }

    private void AddFence(NpgsqlBatch batch) => batch.Add("SELECT owner = $2 AND turn = $3 FROM shards WHERE shard_id = $1 FOR UPDATE").Int(Shard.Value).Id(store.Node).Long(turn);

    private void CheckFence(NpgsqlDataReader reader)
    {
        if (!reader.Read() || reader.IsDBNull(0) || !reader.GetBoolean(0)) throw new FencedException(Shard);
        isBegun = true;
    }

    /// <summary>Ends a turn in which nothing was done.</summary>
    private void End()
    {
        if (open is null) return;
        try
        {
            using var rollback = new NpgsqlCommand("ROLLBACK", open);
            rollback.ExecuteNonQuery();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            // The connection is broken, and the server has ended the transaction with it.
        }
        Close();
    }

    private void Close()
    {
        open?.Dispose();
        (open, isBegun, hasTaken) = (null, false, false);
    }

    /// <summary>What fails ends the ownership.</summary>
    private void Ended(Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault)
        {
            // Npgsql says so of a connection that the server has closed meanwhile.
            var known = fault is InvalidOperationException && open is { State: not ConnectionState.Open }
                ? new StorageUnavailableException("The database has closed the connection of this turn.", fault)
                : PostgresFaults.Translate(fault);
            End();
            over = true;
            store.Release(Shard);
            if (known != fault) throw known;
            throw;
        }
    }

    private T Run<T>(Func<NpgsqlConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(over, this);
        return PostgresFaults.Run(() =>
        {
            if (open is not null) return read(open);
            using var connection = store.Reads.OpenConnection();
            return read(connection);
        });
    }
}
