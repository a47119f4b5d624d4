using Npgsql;
using Tandem.Governance.Documents;

namespace Tandem.Storage.Postgres;

/// <summary>Documents and logs. Writers of all processes are one after the other: there are few of them, next to the traffic.</summary>
internal sealed class PostgresDocuments(NpgsqlDataSource database) : IDocuments
{
    /// <summary>Any number that nobody else uses.</summary>
    private const long WritingLock = 0x7461_6e64_646f;

    private const string AfterAll = "\U0010FFFF";

    public Document? Read(DocumentKey key) => database.Read(
        "SELECT version, bytes FROM documents WHERE kind = $1 AND name = $2", to => to.Text(key.Kind).Text(key.Name),
        row => new Document(key, row.GetInt64(0), row.Blob(1))) is [var found] ? found : null;

    public IReadOnlyList<Document> List(string kind, string prefix = "", string after = "", int max = int.MaxValue) => database.Read(
        "SELECT name, version, bytes FROM documents WHERE kind = $1 AND name > $2 AND name >= $3 AND name < $4 ORDER BY name LIMIT $5",
        to => to.Text(kind).Text(after).Text(prefix).Text(prefix + AfterAll).Int(max),
        row => new Document(new(kind, row.GetString(0)), row.GetInt64(1), row.Blob(2)));

    public WriteResult Write(IReadOnlyList<DocumentWrite> documents, IReadOnlyList<LogWrite> log)
    {
        if (documents.DistinctBy(write => write.Key).Count() < documents.Count)
            throw new ArgumentException("Two writes name the same document.", nameof(documents));
        return PostgresFaults.Run<WriteResult>(() =>
        {
            using var connection = database.OpenConnection();
            using var transaction = connection.BeginTransaction();
            connection.Read("SELECT pg_advisory_xact_lock($1)", to => to.Long(WritingLock), _ => true);
            foreach (var write in documents)
                if (write.Expected is { } expected && Version(connection, write.Key) != expected)
                    return new(write.Key);
            if (documents.Count + log.Count > 0)
            {
                using var batch = connection.CreateBatch();
                foreach (var write in documents) Put(batch, write);
                foreach (var write in log) Add(batch, write);
                batch.ExecuteNonQuery();
            }
            transaction.Commit();
            return default;
        });
    }

    public void Append(IReadOnlyList<LogWrite> log) => Write([], log);

    public IReadOnlyList<LogRecord> ReadAfter(string stream, long after, int max) =>
        Records("SELECT number, at, bytes FROM log WHERE stream = $1 AND number > $2 ORDER BY number LIMIT $3", stream, after, max);

    public IReadOnlyList<LogRecord> ReadBefore(string stream, long before, int max) =>
        Records("SELECT number, at, bytes FROM log WHERE stream = $1 AND number < $2 ORDER BY number DESC LIMIT $3", stream, before, max);

    public void Rewrite(string stream, long number, ReadOnlyMemory<byte> bytes) => database.Read(
        "UPDATE log SET bytes = $3 WHERE stream = $1 AND number = $2 RETURNING 1", to => to.Text(stream).Long(number).Bytes(bytes), _ => true);

    public void Trim(string stream, int keep) => database.Read(
        "DELETE FROM log WHERE stream = $1 AND number <= (SELECT last FROM streams WHERE name = $1) - $2 RETURNING 1", to => to.Text(stream).Int(keep), _ => true);

    private List<LogRecord> Records(string sql, string stream, long from, int max) =>
        database.Read(sql, to => to.Text(stream).Long(from).Int(max), row => new LogRecord(row.GetInt64(0), new(row.GetInt64(1)), row.Blob(2)));

    private static long Version(NpgsqlConnection connection, DocumentKey key) =>
        connection.Read("SELECT version FROM documents WHERE kind = $1 AND name = $2", to => to.Text(key.Kind).Text(key.Name), row => row.GetInt64(0)) is [var version] ? version : 0;

    private static void Put(NpgsqlBatch batch, DocumentWrite write)
    {
        if (write.Bytes is not { } bytes) batch.Add("DELETE FROM documents WHERE kind = $1 AND name = $2").Text(write.Key.Kind).Text(write.Key.Name);
        else
            batch.Add("INSERT INTO documents(kind, name, version, bytes) VALUES ($1, $2, 1, $3) ON CONFLICT (kind, name) DO UPDATE SET version = documents.version + 1, bytes = excluded.bytes")
                .Text(write.Key.Kind).Text(write.Key.Name).Bytes(bytes);
    }

    private static void Add(NpgsqlBatch batch, LogWrite write) =>
        batch.Add("""
            WITH stream AS (INSERT INTO streams(name, last) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET last = streams.last + 1 RETURNING last)
            INSERT INTO log(stream, number, at, bytes) SELECT $1, last, $2, $3 FROM stream
            """).Text(write.Stream).Long(write.At.Micros).Bytes(write.Bytes);
}
