using Npgsql;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Identities;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres.States;

/// <summary>The stored states of all shards, as any process may ask for them. Each turn stores what it folded, so that nothing is newer.</summary>
internal sealed class PostgresStateReader(NpgsqlDataSource database, StateTables tables, int shardCount) : IStateReader
{
    private const int DispositionsAtOnce = 100;

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => Run(connection => StateSides.LoadIdentities(connection, shardCount, identities));

    public IReadOnlyList<IdentityRow> SearchIdentities(string prefix, int max) => database.Read(
        "SELECT kind, value, owner FROM identities WHERE lower(value) LIKE $1 ORDER BY lower(value) USING ~<~, value, kind LIMIT $2",
        to => to.Text(Like(prefix)).Int(max), StateSides.Identity);

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => Run(connection => tables.LoadNew(connection, ids));

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) => Run(connection =>
    {
        var ids = new List<EntityId>();
        for (var shard = after.Home.Value; shard < shardCount && ids.Count < max; shard++)
        {
            tables.Refresh(connection, [new(shard)]);
            ids.AddRange(tables.LoadIds(connection, new(shard), after, max - ids.Count));
        }
        return ids;
    });

    public StatePage LoadPage(EntityId after, EntityId upTo, int max) => Run(connection =>
    {
        var ids = tables.LoadIdsBetween(connection, after, upTo, max);
        return new StatePage(tables.LoadNew(connection, ids), ids.Count == max ? ids[^1] : null);
    });

    public IReadOnlyList<CountRow> SumCounts(string prefix) => database.Read(
        "SELECT name, sum(value) FROM counts WHERE name >= $1 AND name < $2 GROUP BY name ORDER BY name",
        to => to.Text(PostgresText.Write(prefix)).Text(PostgresText.Write(prefix) + "\U0010FFFF"), row => new CountRow(PostgresText.Read(row.GetString(0)), row.GetDecimal(1)));

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => Run(connection => StateSides.LoadTimeline(connection, id, beforeChunk, max));

    public IEnumerable<DispositionChunk> LoadDispositions(Position first, Position last)
    {
        var (shard, after) = (-1, 0L);
        while (true)
        {
            var some = database.Read(
                """
                SELECT shard_id, last, first_entry, last_entry, bytes FROM dispositions
                WHERE last_entry >= $1 AND first_entry <= $2 AND (shard_id, last) > ($3, $4) ORDER BY shard_id, last LIMIT $5
                """,
                to => to.Long(first.Value).Long(last.Value).Int(shard).Long(after).Int(DispositionsAtOnce),
                row => (Shard: row.GetInt32(0), Chunk: new DispositionChunk(new(row.GetInt64(1)), new(row.GetInt64(2)), new(row.GetInt64(3)), row.Blob(4))));
            foreach (var (_, chunk) in some) yield return chunk;
            if (some.Count < DispositionsAtOnce) yield break;
            (shard, after) = (some[^1].Shard, some[^1].Chunk.Last.Value);
        }
    }

    public long Waiting => WaitingRows.Entries(database);

    public long WaitingFor(ShardId shard) => database.Read(
        "SELECT coalesce(sum(entries), 0)::bigint FROM journal WHERE first IS NULL AND shard_id = $1", to => to.Int(shard.Value), row => row.GetInt64(0))[0];

    private static string Like(string prefix) =>
        PostgresText.Write(prefix).ToLowerInvariant().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";

    private T Run<T>(Func<NpgsqlConnection, T> read) => PostgresFaults.Run(() =>
    {
        using var connection = database.OpenConnection();
        return read(connection);
    });
}
