using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres.States;

/// <summary>
/// Puts states that lie in chunks into their rows, a shard at a time, each once for all checkpoints that wrote it since the last
/// merge. A merge changes nothing that anybody reads, so that any process may make it, one at a time for each shard. Thread-safe.
/// </summary>
internal sealed class StateMerger(NpgsqlDataSource database, StateTables tables, PostgresOptions options)
{
    /// <summary>How many rows one statement writes.</summary>
    private const int RowsAtOnce = 500;

    /// <summary>Any number that nobody else uses.</summary>
    private const int MergeLock = 0x6d65_7267;

    private const string Upsert = $"""
        INSERT INTO states(shard_id, id, due, profile, work)
        SELECT $1, n.id, nullif(n.due, -9223372036854775808), n.profile::json, n.work FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::bytea[]) AS n(id, due, profile, work)
        ON CONFLICT (shard_id, id) DO UPDATE SET work = excluded.work, profile = excluded.profile, due = coalesce(excluded.due, states.due)
        """;

    /// <summary>Merges the shard that has most in chunks, where that is worth it now.</summary>
    /// <param name="among">The shards that this process looks after.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached; nothing was changed.</exception>
    public bool Step(IReadOnlyCollection<ShardId> among)
    {
        var chosen = among.Where(shard => tables[shard].Bytes > 0).OrderByDescending(shard => tables[shard].Bytes).Take(1).ToList();
        var idle = among.Where(shard => tables[shard].Bytes > 0 && tables[shard].Idle > options.MergeIdle).Take(1).ToList();
        if (chosen.Count > 0 && tables[chosen[0]].Bytes < Enough()) chosen = idle;
        return chosen.Count > 0 && Merge(chosen[0], waits: false);
    }

    /// <summary>Merges all that lies in chunks now, of all shards, so that no earlier form of a state is left in one.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached; some may be merged.</exception>
    public void MergeAll()
    {
        foreach (var shard in database.Read("SELECT DISTINCT shard_id FROM state_chunks ORDER BY shard_id", _ => { }, row => new ShardId(row.GetInt32(0)))) Merge(shard, waits: true);
    }

    /// <summary>
    /// Many short transactions rather than a long one, which would keep the server from clearing away what others leave behind. Until
    /// the last one all chunks are there and count, so that a merge that is cut off has changed nothing that is read.
    /// </summary>
    private bool Merge(ShardId shard, bool waits) => PostgresFaults.Run(() =>
    {
        using var connection = database.OpenConnection();
        // Two at a time could put an older form over a newer one.
        if (!Lock(connection, shard, waits)) return false;
        try
        {
            var newest = new Dictionary<EntityId, ChunkPlace>();
            var numbers = connection.Read("SELECT number, entries FROM state_chunks WHERE shard_id = $1 ORDER BY number", to => to.Int(shard.Value), row =>
            {
                var number = row.GetInt64(0);
                foreach (var (id, place) in StateChunk.Places(row.Blob(1), number, shard)) newest[id] = place;
                return number;
            });
            if (numbers.Count == 0) return false;
            // Who reads beside this knows from then on that rows may be newer than chunks that it has not heard of.
            Execute(connection, "UPDATE state_merges SET begun = $2 WHERE shard_id = $1", to => to.Int(shard.Value).Long(numbers[^1]));
            var works = Works(connection, shard, newest);
            foreach (var states in newest.Where(state => !state.Value.IsRemoved).OrderBy(state => state.Key).Chunk(RowsAtOnce)) Write(connection, shard, states, works);
            long[] removed = [.. newest.Where(state => state.Value.IsRemoved).Select(state => state.Key.Value)];
            if (removed.Length > 0) Execute(connection, "DELETE FROM states WHERE shard_id = $1 AND id = ANY($2)", to => to.Int(shard.Value).Longs(removed));
            // What was committed since is not among them.
            Execute(
                connection, "WITH gone AS (DELETE FROM state_chunks WHERE shard_id = $1 AND number <= $2) UPDATE state_merges SET upto = $2 WHERE shard_id = $1",
                to => to.Int(shard.Value).Long(numbers[^1]));
            tables[shard].Merged(numbers[^1]);
            return true;
        }
        finally
        {
            Unlock(connection, shard);
        }
    });

    /// <summary>A lock of the connection, which the server gives back with it.</summary>
    private static bool Lock(NpgsqlConnection connection, ShardId shard, bool waits)
    {
        if (!waits) return connection.Read("SELECT pg_try_advisory_lock($1, $2)", to => to.Int(MergeLock).Int(shard.Value), row => row.GetBoolean(0))[0];
        Execute(connection, "SELECT pg_advisory_lock($1, $2)", to => to.Int(MergeLock).Int(shard.Value));
        return true;
    }

    private static void Unlock(NpgsqlConnection connection, ShardId shard)
    {
        if (connection.FullState.HasFlag(System.Data.ConnectionState.Broken) || connection.State != System.Data.ConnectionState.Open) return;
        Execute(connection, "SELECT pg_advisory_unlock($1, $2)", to => to.Int(MergeLock).Int(shard.Value));
    }

    /// <summary>The bytes of the newest forms, chunk after chunk, and where in them each chunk begins.</summary>
    private static Dictionary<long, byte[]> Works(NpgsqlConnection connection, ShardId shard, Dictionary<EntityId, ChunkPlace> newest)
    {
        long[] needed = [.. newest.Values.Where(place => !place.IsRemoved).Select(place => place.Chunk).Distinct()];
        return connection.Read(
            "SELECT number, bytes FROM state_chunks WHERE shard_id = $1 AND number = ANY($2)", to => to.Int(shard.Value).Longs(needed),
            row => (Number: row.GetInt64(0), Bytes: row.Blob(1))).ToDictionary(chunk => chunk.Number, chunk => chunk.Bytes);
    }

    private static void Write(NpgsqlConnection connection, ShardId shard, KeyValuePair<EntityId, ChunkPlace>[] states, Dictionary<long, byte[]> chunks)
    {
        var (profile, profiles, works) = (new ByteWriter(4 << 10), new string[states.Length], new ReadOnlyMemory<byte>[states.Length]);
        for (var at = 0; at < states.Length; at++)
        {
            var (id, place) = states[at];
            if (place.Start + place.Length > chunks[place.Chunk].Length) throw StateChunk.Damaged(place.Chunk, shard);
            works[at] = chunks[place.Chunk].AsMemory(place.Start, place.Length);
            profile.Clear();
            StoredEntity.Read(new(id, default, works[at])).WriteProfile(profile);
            profiles[at] = System.Text.Encoding.UTF8.GetString(profile.Span);
        }
        Execute(connection, Upsert, to => to.Int(shard.Value).Longs([.. states.Select(state => state.Key.Value)]).Longs([.. states.Select(state => state.Value.Due)]).Texts(profiles).Blobs(works));
    }

    /// <summary>
    /// How much in chunks is worth a merge: several times what the rows of a shard have, so that a row that changes often is
    /// written once for several times. With more, room is taken and little is won.
    /// </summary>
    private long Enough()
    {
        var rows = database.Read("SELECT pg_relation_size('states') / (SELECT shards FROM workspace)", _ => { }, row => row.GetInt64(0))[0];
        return Math.Clamp(options.MergeTimes * rows, options.MergeBytes, options.MaxMergeBytes);
    }

    private static void Execute(NpgsqlConnection connection, string sql, Action<NpgsqlParameterCollection> bind)
    {
        using var command = new NpgsqlCommand(sql, connection);
        bind(command.Parameters);
        command.ExecuteNonQuery();
    }
}
