using Tandem.Primitives;
using Tandem.Storage.Snapshots;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Backups;

/// <summary>Begins backups of an open data folder, one at a time. Thread-safe.</summary>
public sealed class EmbeddedBackups
{
    private const string Pragmas = "PRAGMA cache_size = -8192;";

    private readonly string folder;
    private readonly JournalFile journal;
    private readonly StateSnapshots snapshots;
    private readonly SqliteDocuments documents;
    private readonly JournalHold hold;
    private readonly int shards;

    internal EmbeddedBackups(string folder, JournalFile journal, StateSnapshots snapshots, SqliteDocuments documents, JournalHold hold, int shards) =>
        (this.folder, this.journal, this.snapshots, this.documents, this.hold, this.shards) = (folder, journal, snapshots, documents, hold, shards);

    /// <summary>Takes the moment of a backup, of a folder in which entries are accepted and folded meanwhile. Waits while a customer's entries are being erased.</summary>
    /// <param name="delivery">The folder's messages.</param>
    /// <param name="id">Its name among the backups.</param>
    /// <param name="version">The version of Tandem.</param>
    /// <exception cref="Engine.Journal.StorageFullException">There is no room for a copy of the states, for as long as it takes.</exception>
    public IBackupSource Begin(DeliveryFile delivery, string id, Instant at, string version, CancellationToken cancelled)
    {
        var open = new Stack<IDisposable>();
        return Opened(open, () =>
        {
            // From here on nothing leaves the journal that the states of the copy still need.
            open.Push(hold.Take(cancelled));
            var copy = snapshots.Copy();
            open.Push(copy);
            return Open(delivery, new(id, at, version, BackupHeader.Folder, shards, default, default, default), copy.StatePath, open);
        });
    }

    /// <summary>The same of a folder in which nothing happens: without a copy.</summary>
    internal IBackupSource BeginAlone(DeliveryFile delivery, string id, Instant at, string version)
    {
        var open = new Stack<IDisposable>();
        return Opened(open, () => Open(delivery, new(id, at, version, BackupHeader.Folder, shards, default, default, default), Path.Combine(folder, "state.db"), open));
    }

    private static EmbeddedBackup Opened(Stack<IDisposable> open, Func<EmbeddedBackup> begin)
    {
        EmbeddedBackup? begun = null;
        try
        {
            return begun = begin();
        }
        finally
        {
            while (begun is null && open.TryPop(out var part)) part.Dispose();
        }
    }

    private EmbeddedBackup Open(DeliveryFile delivery, BackupHeader header, string statePath, Stack<IDisposable> open)
    {
        var states = new SqliteReaders(statePath, Pragmas);
        open.Push(states);
        var workspaceFile = new SqliteFile(Path.Combine(folder, "workspace.db"), readOnly: true, Pragmas);
        open.Push(workspaceFile);
        var deliveryFile = new SqliteFile(delivery.Writer.Path, readOnly: true, Pragmas);
        open.Push(deliveryFile);
        // One instant: no document and no message is written in it, and what led to those that are written is durable.
        documents.BetweenWrites(() =>
        {
            lock (delivery.WriterGate)
            {
                header = header with { First = journal.First, Last = journal.Last };
                See(workspaceFile);
                See(deliveryFile);
            }
        });
        return new(header, folder, workspaceFile, deliveryFile, states, journal, open);
    }

    /// <summary>Begins a transaction that sees what is there now; it is over when the connection is closed.</summary>
    private static void See(SqliteFile file)
    {
        file.Execute("BEGIN");
        file.Scalar("SELECT count(*) FROM sqlite_schema");
    }
}
