using System.Globalization;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Primitives;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Backups;

/// <summary>
/// A data folder as it was at one moment, which is as a crash at that moment would have left it: documents, messages and the
/// journal's end are of the same instant, and the states are of before, whose journal since then is in the backup.
/// </summary>
internal sealed class EmbeddedBackup : IBackupSource
{
    private const int AtOnce = 1_000;

    private readonly Stack<IDisposable> open;
    private readonly SqliteFile workspace, delivery;
    private readonly SqliteReaders stateReaders;
    private readonly StateFile states;
    private readonly IJournal journal;
    private readonly string folder;

    /// <param name="open">Disposed with it, the last first.</param>
    /// <param name="workspace">In a transaction that sees the moment.</param>
    /// <param name="delivery">The same.</param>
    public EmbeddedBackup(BackupHeader header, string folder, SqliteFile workspace, SqliteFile delivery, SqliteReaders stateReaders, IJournal journal, Stack<IDisposable> open)
    {
        (Header, this.folder, this.workspace, this.delivery, this.stateReaders, this.journal, this.open) = (header, folder, workspace, delivery, stateReaders, journal, open);
        states = new(stateReaders, StateDeltas.Load(stateReaders, header.Shards), header.Shards);
        Header = header with { Folded = states.LoadFolded() };
    }

    public BackupHeader Header { get; }

    public void Read(BackupPart part, RecordWriter to)
    {
        switch (part)
        {
            case BackupPart.Shards:
                InStates("SELECT shard_id, position, head FROM shards ORDER BY shard_id", row => new StoredShard(new((int)row.Long(0)), new(row.Long(1)), row.Bytes(2)).Write(to));
                break;
            case BackupPart.Counts:
                InStates("SELECT shard_id, name, value FROM counts ORDER BY shard_id, name", row => new StoredCount(new((int)row.Long(0)), row.Text(1), decimal.Parse(row.Text(2), NumberStyles.Number, CultureInfo.InvariantCulture)).Write(to));
                break;
            case BackupPart.States:
                ReadStates(to);
                break;
            case BackupPart.Identities:
                // What nobody has any more only keeps its place.
                InStates("SELECT kind, value, owner FROM identities WHERE owner <> 0 ORDER BY key", row => new StoredIdentity(row.Text(0), row.Text(1), new(row.Long(2))).Write(to));
                break;
            case BackupPart.Timeline:
                InStates("SELECT id, number, bytes FROM timeline ORDER BY id, number", row => new StoredTimeline(new(row.Long(0)), (int)row.Long(1), row.Bytes(2)).Write(to));
                break;
            case BackupPart.Dispositions:
                InStates("SELECT last, first_entry, last_entry, bytes FROM dispositions ORDER BY last", row => StoredDispositions.Write(to, new(new(row.Long(0)), new(row.Long(1)), new(row.Long(2)), row.Bytes(3))));
                break;
            case BackupPart.Effects:
                InStates("SELECT key, customer, at, payload FROM outbox ORDER BY number", row => StoredEffect.Write(to, new(row.Text(0), new(row.Long(1)), new(row.Long(2)), row.Bytes(3))));
                break;
            case BackupPart.Messages:
                Rows(delivery, """
                    SELECT m.number, key, customer, status, address, subject, template, origin, detail, attempts, via, outside, repeatable, next, effect, content
                    FROM messages m JOIN bodies b ON b.number = m.number ORDER BY m.number
                    """, row => Message(row).Write(to));
                break;
            case BackupPart.Suppressions:
                Rows(delivery, "SELECT channel, address, reason, at, who FROM suppressions", row => StoredSuppression.Write(to, new(row.Text(0), row.Text(1), row.Text(2), new(row.Long(3)), row.Text(4))));
                break;
            case BackupPart.Documents:
                Rows(workspace, "SELECT kind, name, version, bytes FROM documents", row => StoredDocument.Write(to, new(new(row.Text(0), row.Text(1)), row.Long(2), row.Bytes(3))));
                break;
            case BackupPart.Streams:
                Rows(workspace, "SELECT name, last FROM streams", row => new StoredStream(row.Text(0), row.Long(1)).Write(to));
                break;
            case BackupPart.Log:
                Rows(workspace, "SELECT s.name, l.number, l.at, l.bytes FROM log l JOIN streams s ON s.id = l.stream ORDER BY l.stream, l.number", row => new StoredLogRecord(row.Text(0), row.Long(1), new(row.Long(2)), row.Bytes(3)).Write(to));
                break;
            case BackupPart.Secrets:
                ReadSecrets(to);
                break;
            case BackupPart.Journal:
                ReadJournal(to);
                break;
        }
    }

    public void Dispose()
    {
        while (open.TryPop(out var part)) part.Dispose();
    }

    private static StoredMessage Message(SqliteStatement row) => new(
        row.Long(0), row.Text(1), row.Long(2), (int)row.Long(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7), row.Text(8), (int)row.Long(9), row.Text(10),
        row.Long(11) != 0, row.Long(12) != 0, row.Long(13), row.Bytes(14), row.Bytes(15));

    private static void Rows(SqliteFile file, string sql, Action<SqliteStatement> row)
    {
        using var rows = file.Prepare(sql).Begin();
        while (rows.Step()) row(rows);
    }

    private void InStates(string sql, Action<SqliteStatement> row) => stateReaders.Read(file =>
    {
        Rows(file, sql, row);
        return true;
    });

    private void ReadStates(RecordWriter to)
    {
        var scratch = new ByteWriter(4 << 10);
        for (var after = default(EntityId); states.LoadIds(after, new(long.MaxValue), AtOnce) is { Count: > 0 } ids; after = ids[^1])
        {
            var dues = stateReaders.Read(file => ids.Select(id => Due(file, id)).ToList());
            var rows = states.LoadStates(ids);
            if (rows.Count != ids.Count) throw new InvalidDataException($"{stateReaders.Path}: of {ids.Count} states after {after} only {rows.Count} can be read.");
            for (var i = 0; i < rows.Count; i++) new StoredState(rows[i].Id, dues[i], StoredEntity.WholeWork(rows[i], scratch)).Write(to);
        }
    }

    private static Instant? Due(SqliteFile file, EntityId id)
    {
        using var found = file.Prepare("SELECT due FROM timers WHERE shard_id = ? AND id = ?").Begin().Bind(1, id.Home.Value).Bind(2, id.Value);
        return found.Step() ? new Instant(found.Long(0)) : null;
    }

    private void ReadSecrets(RecordWriter to)
    {
        var secrets = Path.Combine(folder, StoredSecret.Folder);
        if (!Directory.Exists(secrets)) return;
        foreach (var path in Directory.GetFiles(secrets, "*" + StoredSecret.Extension).Order(StringComparer.Ordinal))
            new StoredSecret(Path.GetFileNameWithoutExtension(path), File.ReadAllBytes(path)).Write(to);
    }

    private void ReadJournal(RecordWriter to)
    {
        var expected = Header.First;
        foreach (var entry in journal.Read(new(Header.First.Value - 1)))
        {
            if (entry.Position > Header.Last) break;
            if (entry.Position != expected) throw new InvalidDataException($"Position {expected} of the journal is gone, though the backup needs it.");
            StoredEntry.Write(to, entry);
            expected = new(expected.Value + 1);
        }
        if (expected.Value != Header.Last.Value + 1) throw new InvalidDataException($"Positions {expected} to {Header.Last} of the journal are gone, though the backup needs them.");
    }
}
