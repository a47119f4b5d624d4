namespace Tandem.Storage.Sqlite;

/// <summary>
/// <c>delivery.db</c>: the messages and the suppression list of a workspace, one connection to write and one to read,
/// so that a long list in the console never holds up sending.
/// </summary>
public sealed class DeliveryFile : IDisposable
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;";

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS messages(
            number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, customer INTEGER NOT NULL, status INTEGER NOT NULL,
            address TEXT NOT NULL, subject TEXT NOT NULL, template TEXT NOT NULL, origin TEXT NOT NULL, detail TEXT NOT NULL,
            attempts INTEGER NOT NULL, via TEXT NOT NULL, outside INTEGER NOT NULL, repeatable INTEGER NOT NULL, next INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS messages_by_customer ON messages(customer, number);
        CREATE INDEX IF NOT EXISTS messages_by_status ON messages(status, number);
        CREATE INDEX IF NOT EXISTS messages_by_next ON messages(next) WHERE next > 0;
        CREATE TABLE IF NOT EXISTS bodies(number INTEGER PRIMARY KEY, effect BLOB NOT NULL, content BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS suppressions(channel TEXT NOT NULL, address TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, PRIMARY KEY(channel, address)) WITHOUT ROWID;
        """;

    private DeliveryFile(string path)
    {
        Writer = new(path, readOnly: false, Pragmas);
        Writer.Execute(Schema);
        Reader = new(path, readOnly: true, "PRAGMA temp_store=MEMORY;");
    }

    internal SqliteFile Writer { get; }

    internal Lock WriterGate { get; } = new();

    internal SqliteFile Reader { get; }

    internal Lock ReaderGate { get; } = new();

    /// <summary>Opens <c>delivery.db</c> in a data folder, which is there and whose lock the caller holds, or makes it.</summary>
    public static DeliveryFile Open(string folder) => new(Path.Combine(folder, "delivery.db"));

    /// <summary>Writes the file anew and empties its log, so that nothing is left in either of what was taken out.</summary>
    /// <returns>False where it is read now, and is to be tried again.</returns>
    /// <exception cref="Engine.Journal.StorageFullException">There is no room.</exception>
    public bool Clean()
    {
        lock (WriterGate) return Writer.Clean();
    }

    public void Dispose()
    {
        lock (ReaderGate) Reader.Dispose();
        lock (WriterGate) Writer.Dispose();
    }
}
