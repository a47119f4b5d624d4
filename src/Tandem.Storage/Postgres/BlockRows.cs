using Npgsql;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres;

/// <summary>Rows to be put into the journal with one statement.</summary>
internal sealed class BlockRows
{
    private readonly List<int> shards = [], counts = [];
    private readonly List<ReadOnlyMemory<byte>> blocks = [];

    /// <summary>In order of what was given: the server numbers them so.</summary>
    public const string Insert = """
        INSERT INTO journal(shard_id, entries, payload, sent)
        SELECT shard_id, entries, payload, $4 FROM unnest($1::int[], $2::int[], $3::bytea[]) WITH ORDINALITY AS rows(shard_id, entries, payload, place) ORDER BY place
        """;

    public int Count => shards.Count;

    /// <param name="sent">Whether a shard sends them, and nobody from outside.</param>
    public void Bind(NpgsqlParameterCollection to, bool sent) => to.Ints([.. shards]).Ints([.. counts]).Blobs([.. blocks]).Bool(sent);

    public void Clear()
    {
        shards.Clear();
        counts.Clear();
        blocks.Clear();
    }

    public void Add(ShardId shard, int count, byte[] block)
    {
        shards.Add(shard.Value);
        counts.Add(count);
        blocks.Add(block);
    }
}
