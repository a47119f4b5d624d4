using Npgsql;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres;

/// <summary>
/// Takes away entries whose time is over, the oldest first, and what became of them. Each step is one short transaction that
/// takes a few rows from the journal's beginning, so that the journal is whole from its first entry on at any moment. The
/// newest row always stays. Several processes may do it at once: one of them does, and the others do nothing.
/// </summary>
public sealed class PostgresRetention
{
    private const int RowsAtOnce = 500;

    /// <summary>Any number that nobody else uses. Who rewrites entries shares it, so that neither waits for rows of the other.</summary>
    internal const long Lock = 0x7461_6e64_7265;

    // One who hangs must not keep others from it.
    private const string Patience = "SET LOCAL idle_in_transaction_session_timeout = '30s'";

    private readonly NpgsqlDataSource database;

    internal PostgresRetention(NpgsqlDataSource database) => this.database = database;

    /// <summary>Does a little; false when there is nothing to do now.</summary>
    /// <param name="before">Entries that were taken before go, once they are folded.</param>
    /// <exception cref="Engine.Journal.StorageUnavailableException">The database cannot be reached, and nothing was changed.</exception>
    public bool Step(Instant before) => PostgresFaults.Run(() =>
    {
        using var connection = database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        connection.Read(Patience, _ => { }, _ => true);
        if (!connection.Read("SELECT pg_try_advisory_xact_lock($1)", to => to.Long(Lock), row => row.GetBoolean(0))[0]) return false;
        var worked = Shorten(connection, before) | Forget(connection);
        transaction.Commit();
        return worked;
    });

    private static bool Shorten(NpgsqlConnection connection, Instant before)
    {
        var oldest = connection.Read(
            """
            SELECT j.shard_id, j.id, j.at < $1 AND j.first + j.entries - 1 <= s.position FROM
            (SELECT shard_id, id, first, entries, at FROM journal WHERE first IS NOT NULL ORDER BY first LIMIT $2) j JOIN shards s ON s.shard_id = j.shard_id ORDER BY j.first
            """,
            to => to.Long(before.Micros).Int(RowsAtOnce + 1), row => (Shard: row.GetInt32(0), Id: row.GetInt64(1), IsOver: row.GetBoolean(2)));
        // What comes after one that stays, stays too. The last of them shows where the journal begins then.
        var gone = oldest.SkipLast(1).TakeWhile(row => row.IsOver).ToList();
        if (gone.Count == 0) return false;
        connection.Read(
            "DELETE FROM journal j USING unnest($1::int[], $2::bigint[]) AS gone(shard_id, id) WHERE j.shard_id = gone.shard_id AND j.id = gone.id RETURNING 1",
            to => to.Ints([.. gone.Select(row => row.Shard)]).Longs([.. gone.Select(row => row.Id)]), _ => true);
        return true;
    }

    /// <summary>What became of entries that are not there any more.</summary>
    private static bool Forget(NpgsqlConnection connection) => connection.Read(
        """
        DELETE FROM dispositions d USING
        (SELECT shard_id, last FROM dispositions WHERE last_entry < (SELECT first FROM journal WHERE first IS NOT NULL ORDER BY first LIMIT 1) ORDER BY last_entry LIMIT $1) gone
        WHERE d.shard_id = gone.shard_id AND d.last = gone.last RETURNING 1
        """,
        to => to.Int(RowsAtOnce), _ => true).Count > 0;
}
