using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Backups;

/// <summary>A file of SQLite that a backup's records go into, many in a transaction. Used by one thread at a time.</summary>
internal abstract class RestoredFile(SqliteFile file) : IDisposable
{
    private const int PerTransaction = 50_000;

    private int written;

    protected SqliteFile File => file;

    public virtual void Dispose()
    {
        if (written > 0) file.Execute("COMMIT");
        written = 0;
        file.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
        file.Dispose();
    }

    /// <summary>Comes before each row.</summary>
    protected void Row()
    {
        if (written == PerTransaction)
        {
            file.Execute("COMMIT");
            written = 0;
        }
        if (written++ == 0) file.Execute("BEGIN IMMEDIATE");
    }
}
