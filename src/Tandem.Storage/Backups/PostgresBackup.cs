using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Postgres;
using Tandem.Storage.Postgres.States;

namespace Tandem.Storage.Backups;

/// <summary>A workspace in a database as one transaction sees it, whatever others write meanwhile.</summary>
internal sealed class PostgresBackup : IBackupSource
{
    private readonly NpgsqlConnection connection;
    private readonly IDisposable? owned;

    /// <param name="connection">In a transaction that sees one moment.</param>
    /// <param name="owned">Disposed with it.</param>
    public PostgresBackup(NpgsqlConnection connection, string id, Instant at, string version, IDisposable? owned)
    {
        (this.connection, this.owned) = (connection, owned);
        var shards = Scalar("SELECT shards FROM workspace");
        var last = Scalar("SELECT coalesce((SELECT first + entries - 1 FROM journal WHERE first IS NOT NULL ORDER BY first DESC LIMIT 1), 0)");
        var first = Scalar("SELECT coalesce((SELECT first FROM journal WHERE first IS NOT NULL ORDER BY first LIMIT 1), $1)", last + 1);
        var folded = Scalar("SELECT coalesce(min(CASE WHEN taken > position THEN position ELSE $1 END), 0) FROM shards", last);
        Header = new(id, at, version, BackupHeader.Database, (int)shards, new(first), new(last), new(folded));
    }

    public BackupHeader Header { get; }

    /// <summary>Takes the moment of a backup.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public static PostgresBackup Begin(NpgsqlDataSource database, string id, Instant at, string version) => PostgresFaults.Run(() =>
    {
        var connection = database.OpenConnection();
        PostgresBackup? begun = null;
        try
        {
            using var begin = new NpgsqlCommand("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0", connection);
            begin.ExecuteNonQuery();
            return begun = new(connection, id, at, version, connection);
        }
        finally
        {
            if (begun is null) connection.Dispose();
        }
    });

    public void Read(BackupPart part, RecordWriter to) => PostgresFaults.Run(() =>
    {
        ReadPart(part, to);
        return true;
    });

    public void Dispose()
    {
        if (owned is null) return;
        try
        {
            using var end = new NpgsqlCommand("ROLLBACK", connection);
            end.ExecuteNonQuery();
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException or IOException)
        {
            // A connection that broke has no transaction any more.
        }
        owned.Dispose();
    }

    private void ReadPart(BackupPart part, RecordWriter to)
    {
        switch (part)
        {
            case BackupPart.Shards:
                Rows("SELECT shard_id, position, head FROM shards ORDER BY shard_id", row => new StoredShard(new(row.GetInt32(0)), new(row.GetInt64(1)), row.Blob(2)).Write(to));
                break;
            case BackupPart.Counts:
                Rows("SELECT shard_id, name, value FROM counts", row => new StoredCount(new(row.GetInt32(0)), Text(row, 1), row.GetDecimal(2)).Write(to));
                break;
            case BackupPart.States:
                ReadStates(to);
                break;
            case BackupPart.Identities:
                Rows("SELECT kind, value, owner FROM identities", row => new StoredIdentity(Text(row, 0), Text(row, 1), new(row.GetInt64(2))).Write(to));
                break;
            case BackupPart.Timeline:
                Rows("SELECT id, number, bytes FROM timeline ORDER BY shard_id, id, number", row => new StoredTimeline(new(row.GetInt64(0)), row.GetInt32(1), row.Blob(2)).Write(to));
                break;
            case BackupPart.Dispositions:
                Rows("SELECT last, first_entry, last_entry, bytes FROM dispositions", row => StoredDispositions.Write(to, new(new(row.GetInt64(0)), new(row.GetInt64(1)), new(row.GetInt64(2)), row.Blob(3))));
                break;
            case BackupPart.Effects:
                Rows("SELECT key, customer, at, payload FROM effects ORDER BY number", row => StoredEffect.Write(to, new(Text(row, 0), new(row.GetInt64(1)), new(row.GetInt64(2)), row.Blob(3))));
                break;
            case BackupPart.Messages:
                Rows("SELECT number, key, customer, status, address, subject, template, origin, detail, attempts, via, outside, repeatable, coalesce(next, 0), effect, content FROM messages ORDER BY number", row => Message(row).Write(to));
                break;
            case BackupPart.Suppressions:
                Rows("SELECT channel, address, reason, at, who FROM suppressions", row => StoredSuppression.Write(to, new(row.GetString(0), Text(row, 1), Text(row, 2), new(row.GetInt64(3)), row.GetString(4))));
                break;
            case BackupPart.Documents:
                Rows($"SELECT kind, name, version, bytes FROM documents WHERE kind <> '{StoredSecret.Kind}'", row => StoredDocument.Write(to, new(new(row.GetString(0), row.GetString(1)), row.GetInt64(2), row.Blob(3))));
                break;
            case BackupPart.Streams:
                Rows("SELECT name, last FROM streams", row => new StoredStream(row.GetString(0), row.GetInt64(1)).Write(to));
                break;
            case BackupPart.Log:
                Rows("SELECT stream, number, at, bytes FROM log ORDER BY stream, number", row => new StoredLogRecord(row.GetString(0), row.GetInt64(1), new(row.GetInt64(2)), row.Blob(3)).Write(to));
                break;
            case BackupPart.Secrets:
                Rows($"SELECT name, bytes FROM documents WHERE kind = '{StoredSecret.Kind}'", row => new StoredSecret(row.GetString(0), row.Blob(1)).Write(to));
                break;
            case BackupPart.Journal:
                Rows("SELECT shard_id, first, entries, at, payload FROM journal WHERE first IS NOT NULL ORDER BY first", row =>
                {
                    foreach (var entry in PostgresJournal.Entries(row)) StoredEntry.Write(to, entry);
                });
                break;
            case BackupPart.Waiting:
                Rows("SELECT shard_id, 0::bigint, entries, 0::bigint, payload, sent FROM journal WHERE first IS NULL ORDER BY shard_id, id", row =>
                {
                    foreach (var entry in PostgresJournal.Entries(row)) new StoredArrival(row.GetBoolean(5), new(entry.Shard, entry.Kind, entry.Payload)).Write(to);
                });
                break;
        }
    }

    private static StoredMessage Message(NpgsqlDataReader row) => new(
        row.GetInt64(0), Text(row, 1), row.GetInt64(2), row.GetInt32(3), Text(row, 4), Text(row, 5), Text(row, 6), Text(row, 7), Text(row, 8), row.GetInt32(9), row.GetString(10),
        row.GetBoolean(11), row.GetBoolean(12), row.GetInt64(13), row.Blob(14), row.Blob(15));

    private static string Text(NpgsqlDataReader row, int column) => PostgresText.Read(row.GetString(column));

    private void ReadStates(RecordWriter to)
    {
        const int atOnce = 500;
        var tables = new StateTables(Header.Shards);
        for (var shard = new ShardId(0); shard.Value < Header.Shards; shard = new(shard.Value + 1))
        {
            tables.Refresh(connection, [shard]);
            for (var ids = tables.LoadIds(connection, shard, default, atOnce); ids.Count > 0; ids = tables.LoadIds(connection, shard, ids[^1], atOnce))
            {
                var due = tables.LoadDue(connection, ids);
                foreach (var state in tables.Load(connection, ids)) new StoredState(state.Id, due.TryGetValue(state.Id, out var when) ? new Instant(when) : null, state.Work).Write(to);
            }
        }
    }

    private void Rows(string sql, Action<NpgsqlDataReader> row)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        using var reader = command.ExecuteReader();
        while (reader.Read()) row(reader);
    }

    private long Scalar(string sql, long? argument = null) => connection.Read(sql, to =>
    {
        if (argument is { } value) to.Long(value);
    }, row => Convert.ToInt64(row.GetValue(0), System.Globalization.CultureInfo.InvariantCulture))[0];
}
