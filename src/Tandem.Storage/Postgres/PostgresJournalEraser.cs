using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres;

/// <summary>
/// Puts other entries in the place of some, all at once: a process that is killed meanwhile has changed nothing. A row is
/// changed only while it is as it was read, so that several processes may try together. Turns and readers are not disturbed,
/// since a turn never touches a row again that it gave its positions.
/// </summary>
internal sealed class PostgresJournalEraser(NpgsqlDataSource database) : IJournalEraser
{
    private const int RowsAtOnce = 100;

    // One who hangs must not keep others from it.
    private const string Patience = "SET LOCAL idle_in_transaction_session_timeout = '30s'";

    /// <exception cref="StorageUnavailableException">The database cannot be reached, and nothing was changed.</exception>
    public long? Rewrite(Position upTo, Func<Entry, (EntryKind Kind, ReadOnlyMemory<byte> Payload)?> change, Action<Position, long> before) => PostgresFaults.Run(() =>
    {
        using var connection = database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        connection.Read(Patience, _ => { }, _ => true);
        // Meanwhile nothing is taken away: who does that holds it alone.
        connection.Read("SELECT pg_advisory_xact_lock_shared($1)", to => to.Long(PostgresRetention.Lock), _ => true);
        if (Rewrite(connection, upTo, change) is not var (changed, first)) return (long?)null;
        if (changed > 0) before(first, changed);
        transaction.Commit();
        return changed;
    });

    private static (long Changed, Position First)? Rewrite(NpgsqlConnection connection, Position upTo, Func<Entry, (EntryKind Kind, ReadOnlyMemory<byte> Payload)?> change)
    {
        // What an owner gave positions and did not fold, the next one reads again from the journal.
        if (connection.Read("SELECT 1 FROM shards WHERE position < least(taken, $1) LIMIT 1", to => to.Long(upTo.Value), _ => true).Count > 0) return null;
        var (changed, first, after, scratch) = (0L, default(Position), 0L, new ByteWriter());
        while (true)
        {
            var rows = connection.Read(
                "SELECT shard_id, first, entries, at, payload, id FROM journal WHERE first > $1 AND first <= $2 ORDER BY first LIMIT $3",
                to => to.Long(after).Long(upTo.Value).Int(RowsAtOnce), row => new StoredRow(row.GetInt64(5), row.Blob(4), PostgresJournal.Entries(row)));
            foreach (var row in rows)
            {
                var inRow = Rewrite(connection, row, upTo, change, scratch);
                if (changed == 0) first = inRow.First;
                changed += inRow.Changed;
            }
            if (rows.Count < RowsAtOnce) return (changed, first);
            after = rows[^1].Entries[0].Position.Value;
        }
    }

    private static (int Changed, Position First) Rewrite(NpgsqlConnection connection, StoredRow row, Position upTo, Func<Entry, (EntryKind Kind, ReadOnlyMemory<byte> Payload)?> change, ByteWriter scratch)
    {
        var (changed, first) = (0, default(Position));
        EntryBlock.Begin(scratch);
        foreach (var entry in row.Entries)
        {
            var other = entry.Position <= upTo ? change(entry) : null;
            EntryBlock.Add(scratch, new(entry.Shard, other?.Kind ?? entry.Kind, other?.Payload ?? entry.Payload));
            if (other is not null && changed++ == 0) first = entry.Position;
        }
        if (changed == 0) return default;
        var shard = row.Entries[0].Shard;
        var block = EntryBlock.End(scratch, shard);
        // Whoever was first has counted it.
        return connection.Read(
            "UPDATE journal SET payload = $4 WHERE shard_id = $1 AND id = $2 AND payload = $3 RETURNING 1", to => to.Int(shard.Value).Long(row.Id).Bytes(row.Block).Bytes(block), _ => true).Count > 0
            ? (changed, first)
            : default;
    }

    private sealed record StoredRow(long Id, byte[] Block, List<Entry> Entries);
}
