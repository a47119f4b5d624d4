using System.Globalization;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Writes checkpoints into <c>state.db</c>, one transaction each, one after another. States are appended as chunks, which
/// a <see cref="StateMerger"/> puts into rows later; other rows go in by sorted integer key: neighbours share pages, and
/// that is several times as fast as any other order. Thread-safe.
/// </summary>
/// <remarks>
/// <c>synchronous=NORMAL</c>: a power cut may take the last checkpoints away again, whole and newest first. Nothing is
/// lost by that: their entries are in the journal, durable, and are folded again into the same states. Only a checkpoint
/// with effects is synced, because what was done to a customer cannot be taken back with it.
/// </remarks>
internal sealed class StateWriter(SqliteFile file, StateDeltas deltas)
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS states(id INTEGER PRIMARY KEY, profile BLOB NOT NULL, work BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS state_deltas(number INTEGER PRIMARY KEY, shard_id INTEGER NOT NULL, entries BLOB NOT NULL, bytes BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS identities(key INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, owner INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS identities_by_value ON identities(value COLLATE NOCASE);
        CREATE TABLE IF NOT EXISTS timers(shard_id INTEGER NOT NULL, id INTEGER NOT NULL, due INTEGER NOT NULL, PRIMARY KEY(shard_id, id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS timeline(id INTEGER NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(id, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS dispositions(last INTEGER PRIMARY KEY, first_entry INTEGER NOT NULL, last_entry INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS dispositions_late ON dispositions(first_entry) WHERE last - first_entry > 1000000;
        CREATE TABLE IF NOT EXISTS counts(shard_id INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(shard_id, name)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS outbox(number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, customer INTEGER NOT NULL, at INTEGER NOT NULL, payload BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS shards(shard_id INTEGER PRIMARY KEY, position INTEGER NOT NULL, head BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS marks(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>What a transaction writes besides states, and a row that lies anywhere: pages.</summary>
    private const long OverheadBytes = 40 << 10, BytesEach = 1 << 10, MergeBytes = 512 << 10;

    private readonly Lock gate = new();
    private readonly ByteWriter entries = new(4 << 10), bytes = new(StateChunk.TargetSize * 2);
    private readonly List<StateChunkInfo> chunks = [];
    private long written, states, stateBytes, outbox, outboxChange;
    private readonly List<(EntityId Id, StatePlace Place)> places = [];

    /// <summary>How many bytes were written so far, about.</summary>
    public long Written => Volatile.Read(ref written);

    /// <summary>States that checkpoints wrote since the store was opened, and their bytes.</summary>
    public long States => Volatile.Read(ref states);

    /// <inheritdoc cref="States"/>
    public long StateBytes => Volatile.Read(ref stateBytes);

    /// <summary>Effects that wait to be performed.</summary>
    public long Outbox => Volatile.Read(ref outbox);

    /// <summary>Counts once what there is.</summary>
    public void CountOutbox()
    {
        lock (gate) outbox = file.Scalar("SELECT count(*) FROM outbox");
    }

    /// <summary>Does something while nothing is written.</summary>
    public void BetweenWrites(Action work)
    {
        lock (gate) work();
    }

    /// <exception cref="StorageFullException">There is no room; nothing of the checkpoint was written.</exception>
    public void Commit(ShardId shard, Checkpoint checkpoint)
    {
        lock (gate)
        {
            outboxChange = 0;
            if (checkpoint.Effects.Count > 0) Synced(() => Write(shard, checkpoint));
            else file.Transact(() => Write(shard, checkpoint));
            deltas.Add(chunks, places);
            written += OverheadBytes + BytesEach * checkpoint.Timers.Count + BytesEach * checkpoint.Identities.Count;
            foreach (var chunk in chunks)
            {
                written += chunk.Bytes;
                stateBytes += chunk.Bytes;
            }
            states += checkpoint.States.Count;
            outbox += outboxChange;
        }
    }

    /// <summary>Changes the file between two checkpoints, whole or not at all.</summary>
    /// <exception cref="StorageFullException">There is no room; nothing was changed.</exception>
    public void Transact(Action<SqliteFile> work)
    {
        lock (gate)
        {
            file.Transact(() => work(file));
            // Merges are transactions of some hundred rows.
            written += MergeBytes;
        }
    }

    /// <summary>
    /// Writes down that every shard has folded everything up to a position, and makes all checkpoints so far durable:
    /// after that, nobody needs these entries to restore the states.
    /// </summary>
    /// <exception cref="StorageFullException">There is no room; nothing was changed.</exception>
    public void Mark(Position folded)
    {
        lock (gate)
        {
            Synced(() => file.Prepare("INSERT OR REPLACE INTO marks(name, value) VALUES('folded', ?)").Begin().Bind(1, folded.Value).Run());
        }
    }

    /// <summary>Forgets what became of interactions that the journal has not any more, as far as they were decided before the position too.</summary>
    public void ForgetDispositions(Position before)
    {
        lock (gate) file.Prepare("DELETE FROM dispositions WHERE last < ?").Begin().Bind(1, before.Value).Run();
    }

    /// <inheritdoc cref="SqliteFile.Clean"/>
    public bool Clean()
    {
        lock (gate) return file.Clean();
    }

    /// <summary>Bounds the size of the file, as a full disk would; 0 for no bound.</summary>
    public void Bound(long bytes)
    {
        lock (gate) file.BoundTo(bytes);
    }

    private void Synced(Action write)
    {
        file.Execute("PRAGMA synchronous = FULL");
        try
        {
            file.Transact(write);
        }
        finally
        {
            file.Execute("PRAGMA synchronous = NORMAL");
        }
    }

    private void Write(ShardId shard, Checkpoint checkpoint)
    {
        WriteStates(checkpoint.States);
        foreach (var row in checkpoint.Identities.OrderBy(row => (long)row.Identity.Hash)) WriteIdentity(row);
        WriteTimers(shard, checkpoint.Timers);
        var chunk = file.Prepare("INSERT OR REPLACE INTO timeline(id, number, bytes) VALUES(?, ?, ?)");
        foreach (var row in checkpoint.Timeline.OrderBy(row => row.Id).ThenBy(row => row.Number))
            chunk.Begin().Bind(1, row.Id.Value).Bind(2, row.Number).Bind(3, row.Bytes.Span).Run();
        var gone = file.Prepare("DELETE FROM timeline WHERE id = ?");
        foreach (var id in checkpoint.Gone) gone.Begin().Bind(1, id.Value).Run();
        WriteCounts(shard, checkpoint.Counts);
        if (checkpoint.Dispositions is { } dispositions)
        {
            file.Prepare("INSERT INTO dispositions(last, first_entry, last_entry, bytes) VALUES(?, ?, ?, ?)").Begin()
                .Bind(1, dispositions.Last.Value).Bind(2, dispositions.FirstEntry.Value).Bind(3, dispositions.LastEntry.Value).Bind(4, dispositions.Bytes.Span).Run();
        }
        var effect = file.Prepare("INSERT INTO outbox(key, customer, at, payload) VALUES(?, ?, ?, ?) ON CONFLICT(key) DO NOTHING");
        foreach (var row in checkpoint.Effects)
        {
            effect.Begin().Bind(1, row.Key).Bind(2, row.Customer.Value).Bind(3, row.At.Micros).Bind(4, row.Payload.Span).Run();
            outboxChange += file.Changes;
        }
        var done = file.Prepare("DELETE FROM outbox WHERE key = ?");
        foreach (var key in checkpoint.EffectsDone)
        {
            done.Begin().Bind(1, key).Run();
            outboxChange -= file.Changes;
        }
        var withheld = file.Prepare("DELETE FROM outbox WHERE customer = ?");
        foreach (var id in checkpoint.Gone)
        {
            withheld.Begin().Bind(1, id.Value).Run();
            outboxChange -= file.Changes;
        }
        file.Prepare("INSERT OR REPLACE INTO shards(shard_id, position, head) VALUES(?, ?, ?)").Begin()
            .Bind(1, shard.Value).Bind(2, checkpoint.Position.Value).Bind(3, checkpoint.Head.Span).Run();
    }

    /// <summary>
    /// Appends the states in order of id. Writing each into its row would change a page for each: customers to whom
    /// something happens lie all over the file.
    /// </summary>
    private void WriteStates(IReadOnlyList<StateRow> states)
    {
        chunks.Clear();
        places.Clear();
        entries.Clear();
        bytes.Clear();
        var (number, slot, home) = (deltas.Last + 1, 0, default(ShardId));
        foreach (var row in states)
        {
            if (slot > 0 && (bytes.Length >= StateChunk.TargetSize || slot == StateChunk.MaxEntries || row.Id.Home != home))
            {
                WriteChunk(number++, home);
                slot = 0;
            }
            home = row.Id.Home;
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(home.Value, deltas.ShardCount, nameof(states));
            StateChunk.Add(entries, bytes, row);
            places.Add((row.Id, new(number, slot++, row.Profile.IsEmpty && row.Work.IsEmpty)));
        }
        if (slot > 0) WriteChunk(number, home);
    }

    private void WriteChunk(long number, ShardId shard)
    {
        StateChunk.End(entries, bytes.Span, number);
        file.Prepare("INSERT INTO state_deltas(number, shard_id, entries, bytes) VALUES(?, ?, ?, ?)").Begin()
            .Bind(1, number).Bind(2, shard.Value).Bind(3, entries.Span).Bind(4, bytes.Span).Run();
        chunks.Add(new(number, shard, entries.Length + bytes.Length));
        entries.Clear();
        bytes.Clear();
    }

    /// <summary>
    /// An identity lies at its hash as a signed key, or, where another one lies, at the next free key: a search ends at
    /// the first free key. A row that is to go therefore goes only where the next key is free; else it stays, and says nothing.
    /// </summary>
    private void WriteIdentity(IdentityRow row)
    {
        var write = file.Prepare("""
            INSERT INTO identities(key, kind, value, owner) VALUES(?, ?, ?, ?)
            ON CONFLICT(key) DO UPDATE SET owner = excluded.owner WHERE kind = excluded.kind AND value = excluded.value
            """);
        for (var key = (long)row.Identity.Hash; ; key = unchecked(key + 1))
        {
            write.Begin().Bind(1, key).Bind(2, row.Identity.Kind).Bind(3, row.Identity.Value).Bind(4, row.Owner.Value).Run();
            if (file.Changes == 0) continue;
            if (row.Owner.IsNobody) Forget(key);
            return;
        }
    }

    private void Forget(long key)
    {
        bool isLast;
        using (var next = file.Prepare("SELECT 1 FROM identities WHERE key = ?").Begin().Bind(1, unchecked(key + 1))) isLast = !next.Step();
        file.Prepare(isLast ? "DELETE FROM identities WHERE key = ?" : "UPDATE identities SET kind = '', value = '', owner = 0 WHERE key = ?").Begin().Bind(1, key).Run();
    }

    private void WriteTimers(ShardId shard, IReadOnlyList<TimerRow> timers)
    {
        var set = file.Prepare("INSERT OR REPLACE INTO timers(shard_id, id, due) VALUES(?, ?, ?)");
        var remove = file.Prepare("DELETE FROM timers WHERE shard_id = ? AND id = ?");
        foreach (var row in timers.OrderBy(row => row.Id))
        {
            if (row.Due is { } due) set.Begin().Bind(1, shard.Value).Bind(2, row.Id.Value).Bind(3, due.Micros).Run();
            else remove.Begin().Bind(1, shard.Value).Bind(2, row.Id.Value).Run();
        }
    }

    private void WriteCounts(ShardId shard, IReadOnlyList<CountRow> counts)
    {
        var set = file.Prepare("INSERT OR REPLACE INTO counts(shard_id, name, value) VALUES(?, ?, ?)");
        var remove = file.Prepare("DELETE FROM counts WHERE shard_id = ? AND name = ?");
        foreach (var row in counts.OrderBy(row => row.Name, StringComparer.Ordinal))
        {
            if (row.Value == 0) remove.Begin().Bind(1, shard.Value).Bind(2, row.Name).Run();
            else set.Begin().Bind(1, shard.Value).Bind(2, row.Name).Bind(3, row.Value.ToString(CultureInfo.InvariantCulture)).Run();
        }
    }
}
