using Npgsql;

namespace Tandem.Storage.Postgres;

/// <summary>How much of the journal waits to be taken.</summary>
internal static class WaitingRows
{
    /// <summary>So many rows are counted one by one. It is asked for all the time, also when there are very many.</summary>
    private const int Counted = 1_000;

    // Where there are more: as many entries a row as in those that were counted, and as many rows as were put in since the
    // oldest that waits for a shard, of which each shard that has fallen behind has its equal part.
    private static readonly string Sql = $"""
        WITH counted AS (SELECT count(*) AS rows, coalesce(sum(entries), 0) AS entries FROM (SELECT entries FROM journal WHERE first IS NULL LIMIT {Counted}) rows)
        SELECT CASE WHEN rows < {Counted} THEN entries ELSE greatest(entries, entries::numeric / rows * (
            SELECT avg((SELECT last_value FROM journal_id_seq) - oldest.id + 1)
            FROM shards s, LATERAL (SELECT id FROM journal WHERE shard_id = s.shard_id AND first IS NULL ORDER BY id LIMIT 1) oldest)) END::bigint
        FROM counted
        """;

    /// <summary>Entries that are visible and have no position yet; about, where it is many.</summary>
    public static long Entries(NpgsqlDataSource database) => database.Read(Sql, _ => { }, row => row.GetInt64(0))[0];
}
