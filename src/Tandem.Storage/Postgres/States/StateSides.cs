using Npgsql;
using Tandem.Engine.Identities;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres.States;

/// <summary>How what lies beside the states is read, by turns and by everybody else.</summary>
internal static class StateSides
{
    public static List<IdentityRow> LoadIdentities(NpgsqlConnection connection, int shardCount, IReadOnlyCollection<Identity> identities) => connection.Read(
        """
        SELECT i.kind, i.value, i.owner FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[]) AS n(shard_id, key, kind, value)
        JOIN identities i ON i.shard_id = n.shard_id AND i.key = n.key AND i.kind = n.kind AND i.value = n.value
        """,
        to => to.Ints([.. identities.Select(identity => identity.Shard(shardCount).Value)]).Longs([.. identities.Select(identity => (long)identity.Hash)])
            .Texts([.. identities.Select(identity => PostgresText.Write(identity.Kind))]).Texts([.. identities.Select(identity => PostgresText.Write(identity.Value))]),
        Identity);

    public static List<TimelineChunk> LoadTimeline(NpgsqlConnection connection, EntityId id, int beforeChunk, int max) => connection.Read(
        "SELECT number, bytes FROM timeline WHERE shard_id = $1 AND id = $2 AND number < $3 ORDER BY number DESC LIMIT $4",
        to => to.Int(id.Home.Value).Long(id.Value).Int(beforeChunk).Int(max),
        row => new TimelineChunk(id, row.GetInt32(0), row.Blob(1)));

    public static IdentityRow Identity(NpgsqlDataReader row) => new(new(PostgresText.Read(row.GetString(0)), PostgresText.Read(row.GetString(1))), new(row.GetInt64(2)));
}
