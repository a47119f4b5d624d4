using Npgsql;
using Tandem.Primitives;
using Tandem.Storage.Figures;

namespace Tandem.Storage.Postgres;

/// <summary>The figures of a database, asked of it at each look; what this process counts itself is its own part.</summary>
internal sealed class PostgresFigures(NpgsqlDataSource database, PostgresInbox inbox) : IStoreFigures
{
    private static readonly string[] Tables = ["journal", "states", "state_chunks", "identities", "timeline", "dispositions", "effects", "messages", "documents", "log"];

    public InboxFigures Inbox => new(WaitingRows.Entries(database), inbox.PendingBytes);

    public JournalFigures Journal => new(
        Number("SELECT coalesce(min(first), 0) FROM journal WHERE first IS NOT NULL"), Number("SELECT coalesce(max(position), 0) FROM shards"), 0, 0,
        Number("SELECT pg_total_relation_size('journal')"));

    public CheckpointFigures Checkpoints => new(0, 0, 0, Number("SELECT count(*) FROM effects"));

    public SnapshotFigures Snapshots => default;

    public Instant? OldestWaiting(ShardId shard) => null;

    public IReadOnlyList<(string Name, long Bytes)> Sizes() => database.Read(
        "SELECT name, pg_total_relation_size(name::regclass) FROM unnest($1::text[]) AS tables(name)", to => to.Texts(Tables), row => (row.GetString(0), row.GetInt64(1)));

    private long Number(string sql) => database.Read(sql, _ => { }, row => row.GetInt64(0))[0];
}
