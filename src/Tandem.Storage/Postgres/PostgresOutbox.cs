using Npgsql;
using Tandem.Engine.States;

namespace Tandem.Storage.Postgres;

/// <summary>
/// The effects that wait, as one of several senders sees them: what it reads it leases, and no other reads it until the lease is
/// over. So each effect has one sender at a time, and those of a dead one are found by the others.
/// </summary>
internal sealed class PostgresOutbox(NpgsqlDataSource database, Guid node, TimeSpan lease) : IOutbox
{
    /// <param name="after">Is of no use here: what was read is leased, and is not read again meanwhile.</param>
    public IReadOnlyList<(long Number, EffectRow Effect)> Read(long after, int max) =>
    [
        .. database.Read(
            """
            UPDATE effects e SET lease_node = $1, lease_until = clock_timestamp() + make_interval(secs => $2)
            FROM (SELECT shard_id, key FROM effects WHERE lease_until IS NULL OR lease_until < clock_timestamp() ORDER BY number LIMIT $3 FOR UPDATE SKIP LOCKED) free
            WHERE e.shard_id = free.shard_id AND e.key = free.key RETURNING e.number, e.key, e.customer, e.at, e.payload
            """,
            to => to.Id(node).Double(lease.TotalSeconds).Int(max),
            row => (Number: row.GetInt64(0), Effect: new EffectRow(PostgresText.Read(row.GetString(1)), new(row.GetInt64(2)), new(row.GetInt64(3)), row.Blob(4))))
            .OrderBy(row => row.Number),
    ];
}
