using Npgsql;
using Tandem.Engine.States;

namespace Tandem.Storage.Postgres;

/// <summary>The effects that wait, of all shards.</summary>
internal sealed class PostgresOutbox(NpgsqlDataSource database) : IOutbox
{
    public IReadOnlyList<(long Number, EffectRow Effect)> Read(long after, int max) => database.Read(
        "SELECT number, key, customer, at, payload FROM effects WHERE number > $1 ORDER BY number LIMIT $2", to => to.Long(after).Int(max),
        row => (row.GetInt64(0), new EffectRow(PostgresText.Read(row.GetString(1)), new(row.GetInt64(2)), new(row.GetInt64(3)), row.Blob(4))));
}
