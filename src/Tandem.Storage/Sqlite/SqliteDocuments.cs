using Tandem.Governance.Documents;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Documents and logs in <c>workspace.db</c>, on one connection: they are few and small, next to the traffic.
/// Thread-safe.
/// </summary>
internal sealed class SqliteDocuments(SqliteFile file) : IDocuments, IDisposable
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS documents(kind TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(kind, name)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS streams(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, last INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS log(stream INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(stream, number)) WITHOUT ROWID;
        """;

    private readonly Lock gate = new();

    public Document? Read(DocumentKey key)
    {
        lock (gate)
        {
            using var found = file.Prepare("SELECT version, bytes FROM documents WHERE kind = ? AND name = ?").Begin().Bind(1, key.Kind).Bind(2, key.Name);
            return found.Step() ? new(key, found.Long(0), found.Bytes(1)) : null;
        }
    }

    public IReadOnlyList<Document> List(string kind, string prefix = "", string after = "", int max = int.MaxValue)
    {
        lock (gate)
        {
            var documents = new List<Document>();
            using var found = file.Prepare("""
                SELECT name, version, bytes FROM documents WHERE kind = ?1 AND name > ?2 AND name >= ?3 AND name < ?3 || char(1114111) ORDER BY name LIMIT ?4
                """).Begin().Bind(1, kind).Bind(2, after).Bind(3, prefix).Bind(4, max);
            while (found.Step()) documents.Add(new(new(kind, found.Text(0)), found.Long(1), found.Bytes(2)));
            return documents;
        }
    }

    public WriteResult Write(IReadOnlyList<DocumentWrite> documents, IReadOnlyList<LogWrite> log)
    {
        if (documents.DistinctBy(write => write.Key).Count() < documents.Count)
            throw new ArgumentException("Two writes name the same document.", nameof(documents));
        lock (gate)
        {
            foreach (var write in documents)
                if (write.Expected is { } expected && Version(write.Key) != expected)
                    return new(write.Key);
            file.Transact(() =>
            {
                foreach (var write in documents) Put(write);
                foreach (var write in log) Add(write);
            });
            return default;
        }
    }

    public void Append(IReadOnlyList<LogWrite> log) => Write([], log);

    public IReadOnlyList<LogRecord> ReadAfter(string stream, long after, int max) => Read(stream, after, max, """
        SELECT number, at, bytes FROM log WHERE stream = (SELECT id FROM streams WHERE name = ?) AND number > ? ORDER BY number LIMIT ?
        """);

    public IReadOnlyList<LogRecord> ReadBefore(string stream, long before, int max) => Read(stream, before, max, """
        SELECT number, at, bytes FROM log WHERE stream = (SELECT id FROM streams WHERE name = ?) AND number < ? ORDER BY number DESC LIMIT ?
        """);

    public void Trim(string stream, int keep)
    {
        lock (gate)
        {
            file.Prepare("""
                DELETE FROM log WHERE stream = (SELECT id FROM streams WHERE name = ?1) AND number <= (SELECT last FROM streams WHERE name = ?1) - ?2
                """).Begin().Bind(1, stream).Bind(2, keep).Run();
        }
    }

    public void Rewrite(string stream, long number, ReadOnlyMemory<byte> bytes)
    {
        lock (gate)
        {
            file.Prepare("UPDATE log SET bytes = ? WHERE stream = (SELECT id FROM streams WHERE name = ?) AND number = ?").Begin()
                .Bind(1, bytes.Span).Bind(2, stream).Bind(3, number).Run();
        }
    }

    /// <summary>Does something while nothing is written.</summary>
    public void BetweenWrites(Action work)
    {
        lock (gate) work();
    }

    /// <inheritdoc cref="SqliteFile.Clean"/>
    public bool Clean()
    {
        lock (gate) return file.Clean();
    }

    public void Dispose()
    {
        lock (gate) file.Dispose();
    }

    private List<LogRecord> Read(string stream, long from, int max, string sql)
    {
        lock (gate)
        {
            var records = new List<LogRecord>();
            using var found = file.Prepare(sql).Begin().Bind(1, stream).Bind(2, from).Bind(3, max);
            while (found.Step()) records.Add(new(found.Long(0), new(found.Long(1)), found.Bytes(2)));
            return records;
        }
    }

    private long Version(DocumentKey key)
    {
        using var found = file.Prepare("SELECT version FROM documents WHERE kind = ? AND name = ?").Begin().Bind(1, key.Kind).Bind(2, key.Name);
        return found.Step() ? found.Long(0) : 0;
    }

    private void Put(DocumentWrite write)
    {
        if (write.Bytes is not { } bytes)
        {
            file.Prepare("DELETE FROM documents WHERE kind = ? AND name = ?").Begin().Bind(1, write.Key.Kind).Bind(2, write.Key.Name).Run();
            return;
        }
        file.Prepare("""
            INSERT INTO documents(kind, name, version, bytes) VALUES(?, ?, 1, ?)
            ON CONFLICT DO UPDATE SET version = version + 1, bytes = excluded.bytes
            """).Begin().Bind(1, write.Key.Kind).Bind(2, write.Key.Name).Bind(3, bytes.Span).Run();
    }

    private void Add(LogWrite write)
    {
        file.Prepare("INSERT INTO streams(name, last) VALUES(?, 1) ON CONFLICT(name) DO UPDATE SET last = last + 1").Begin().Bind(1, write.Stream).Run();
        file.Prepare("INSERT INTO log(stream, number, at, bytes) SELECT id, last, ?2, ?3 FROM streams WHERE name = ?1")
            .Begin().Bind(1, write.Stream).Bind(2, write.At.Micros).Bind(3, write.Bytes.Span).Run();
    }
}
