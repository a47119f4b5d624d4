using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Storage.Postgres;

namespace Tandem.Storage.Backups;

/// <summary>
/// A database that a backup is restored into, in one transaction: until it is finished nobody sees anything of it, and a process
/// that ends before leaves nothing.
/// </summary>
public sealed class DatabaseTarget : IBackupTarget
{
    private readonly NpgsqlDataSource database;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private BackupHeader? header;
    private DatabaseRows? rows;

    /// <param name="connection">As Npgsql takes it.</param>
    /// <exception cref="BackupRefusedException">There is a workspace in the database.</exception>
    /// <exception cref="StorageUnavailableException">It cannot be reached.</exception>
    /// <exception cref="ArgumentException">This is no way to a database.</exception>
    public DatabaseTarget(string connection)
    {
        database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { KeepAlive = 5, TcpKeepAlive = true, Timeout = 5, CommandTimeout = 0 });
        NpgsqlConnection? opened = null;
        NpgsqlTransaction? begun = null;
        try
        {
            (opened, begun) = PostgresFaults.Run(() =>
            {
                opened = database.OpenConnection();
                return (opened, opened.BeginTransaction());
            });
            if (PostgresFaults.Run(() => PostgresSchema.IsThere(opened)))
                throw new BackupRefusedException("The database has a workspace already. Make a new and empty one, and name that.");
            (this.connection, transaction) = (opened, begun);
        }
        catch
        {
            opened?.Dispose();
            database.Dispose();
            throw;
        }
    }

    public void Begin(BackupHeader header)
    {
        this.header = header;
        Run(() => PostgresSchema.Make(connection, header.Shards));
        rows = new(connection, header);
    }

    public void Write(BackupPart part, ReadOnlyMemory<byte> records, int count) => Run(() => rows!.Write(part, records));

    public IReadOnlyList<PartTally> Tally() => PostgresFaults.Run(() =>
    {
        rows!.Finish();
        using var source = new PostgresBackup(connection, header!.Id, header.At, header.Version, owned: null);
        return TallyingWriter.Of(source);
    });

    public void Finish(bool sendingOff) => Run(() =>
    {
        if (sendingOff)
            connection.Read(
                "INSERT INTO documents(kind, name, version, bytes) VALUES ($1, $2, 1, $3) ON CONFLICT (kind, name) DO UPDATE SET version = documents.version + 1, bytes = excluded.bytes RETURNING 1",
                to => to.Text(RestoredSending.Key.Kind).Text(RestoredSending.Key.Name).Bytes(RestoredSending.Off), _ => true);
        transaction.Commit();
    });

    public void Dispose()
    {
        rows?.Dispose();
        transaction.Dispose();
        connection.Dispose();
        database.Dispose();
    }

    private static void Run(Action work) => PostgresFaults.Run(() =>
    {
        work();
        return true;
    });
}
