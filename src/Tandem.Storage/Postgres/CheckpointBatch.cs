using Npgsql;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Postgres.States;

namespace Tandem.Storage.Postgres;

/// <summary>A checkpoint as statements, which go to the server together and end the transaction of a turn.</summary>
internal static class CheckpointBatch
{
    private const string InsertChunks = "INSERT INTO state_chunks(shard_id, number, entries, bytes) SELECT $1, * FROM unnest($2::bigint[], $3::bytea[], $4::bytea[])";

    /// <param name="chunks">The checkpoint's states.</param>
    public static void Fill(NpgsqlBatch to, ShardId shard, int shardCount, Checkpoint checkpoint, CheckpointChunks chunks, BlockRows messages, Position taken, Instant at, long turn)
    {
        if (chunks.Count > 0)
            to.Add(InsertChunks).Int(shard.Value).Longs([.. chunks.Numbers]).Blobs([.. Enumerable.Range(0, chunks.Count).Select(chunks.Entries)]).Blobs([.. Enumerable.Range(0, chunks.Count).Select(chunks.Bytes)]);
        if (checkpoint.Identities.Count > 0) AddIdentities(to, shardCount, checkpoint.Identities);
        foreach (var chunk in checkpoint.Timeline)
            to.Add("INSERT INTO timeline(shard_id, id, number, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (shard_id, id, number) DO UPDATE SET bytes = excluded.bytes")
                .Int(shard.Value).Long(chunk.Id.Value).Int(chunk.Number).Bytes(chunk.Bytes);
        if (checkpoint.Gone.Count > 0)
            to.Add("DELETE FROM timeline WHERE shard_id = $1 AND id = ANY($2)").Int(shard.Value).Longs([.. checkpoint.Gone.Select(id => id.Value)]);
        AddCounts(to, shard, checkpoint.Counts);
        foreach (var effect in checkpoint.Effects)
            to.Add("INSERT INTO effects(shard_id, key, customer, at, payload) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (shard_id, key) DO NOTHING")
                .Int(shard.Value).Text(PostgresText.Write(effect.Key)).Long(effect.Customer.Value).Long(effect.At.Micros).Bytes(effect.Payload);
        if (checkpoint.EffectsDone.Count > 0)
            to.Add("DELETE FROM effects WHERE shard_id = $1 AND key = ANY($2)").Int(shard.Value).Texts([.. checkpoint.EffectsDone.Select(PostgresText.Write)]);
        if (checkpoint.Gone.Count > 0)
            to.Add("DELETE FROM effects WHERE shard_id = $1 AND customer = ANY($2)").Int(shard.Value).Longs([.. checkpoint.Gone.Select(id => id.Value)]);
        if (checkpoint.Dispositions is { } dispositions)
            to.Add("INSERT INTO dispositions(shard_id, last, first_entry, last_entry, bytes) VALUES ($1, $2, $3, $4, $5)")
                .Int(shard.Value).Long(dispositions.Last.Value).Long(dispositions.FirstEntry.Value).Long(dispositions.LastEntry.Value).Bytes(dispositions.Bytes);
        if (messages.Count > 0) messages.Bind(to.Add(BlockRows.Insert), sent: true);
        to.Add("UPDATE shards SET turn = $2, position = $3, taken = $4, at = $5, head = $6 WHERE shard_id = $1")
            .Int(shard.Value).Long(turn).Long(checkpoint.Position.Value).Long(taken.Value).Long(at.Micros).Bytes(checkpoint.Head);
        to.Add("COMMIT");
    }

    private static void AddIdentities(NpgsqlBatch to, int shardCount, IReadOnlyList<IdentityRow> rows)
    {
        // The last word on an identity counts; a statement may not touch a row twice.
        var last = rows.GroupBy(row => row.Identity).Select(group => group.Last()).ToList();
        foreach (var gone in last.Where(row => row.Owner.IsNobody))
            to.Add("DELETE FROM identities WHERE shard_id = $1 AND key = $2 AND kind = $3 AND value = $4")
                .Int(gone.Identity.Shard(shardCount).Value).Long((long)gone.Identity.Hash).Text(PostgresText.Write(gone.Identity.Kind)).Text(PostgresText.Write(gone.Identity.Value));
        last.RemoveAll(row => row.Owner.IsNobody);
        if (last.Count == 0) return;
        to.Add("""
            INSERT INTO identities(shard_id, key, kind, value, owner) SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::bigint[])
            ON CONFLICT (shard_id, key, kind, value) DO UPDATE SET owner = excluded.owner
            """)
            .Ints([.. last.Select(row => row.Identity.Shard(shardCount).Value)]).Longs([.. last.Select(row => (long)row.Identity.Hash)])
            .Texts([.. last.Select(row => PostgresText.Write(row.Identity.Kind))]).Texts([.. last.Select(row => PostgresText.Write(row.Identity.Value))])
            .Longs([.. last.Select(row => row.Owner.Value)]);
    }

    private static void AddCounts(NpgsqlBatch to, ShardId shard, IReadOnlyList<CountRow> counts)
    {
        var kept = counts.Where(count => count.Value != 0).ToList();
        if (kept.Count > 0)
            to.Add("INSERT INTO counts(shard_id, name, value) SELECT $1, * FROM unnest($2::text[], $3::numeric[]) ON CONFLICT (shard_id, name) DO UPDATE SET value = excluded.value")
                .Int(shard.Value).Texts([.. kept.Select(count => PostgresText.Write(count.Name))]).Decimals([.. kept.Select(count => count.Value)]);
        if (kept.Count < counts.Count)
            to.Add("DELETE FROM counts WHERE shard_id = $1 AND name = ANY($2)").Int(shard.Value).Texts([.. counts.Where(count => count.Value == 0).Select(count => PostgresText.Write(count.Name))]);
    }
}
