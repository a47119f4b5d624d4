using Npgsql;
using Tandem.Engine.Effects;

namespace Tandem.Storage.Postgres;

/// <summary>The suppression list of all processes.</summary>
internal sealed class PostgresSuppressionStore(NpgsqlDataSource database) : ISuppressionStore
{
    public IReadOnlyList<Suppression> ReadAll() => database.Read(
        "SELECT channel, address, reason, at, who FROM suppressions", _ => { },
        row => new Suppression(row.GetString(0), PostgresText.Read(row.GetString(1)), PostgresText.Read(row.GetString(2)), new(row.GetInt64(3)), row.GetString(4)));

    public void Put(Suppression suppression) => database.Read(
        """
        INSERT INTO suppressions(channel, address, reason, at, who) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (channel, address) DO UPDATE SET reason = excluded.reason, at = excluded.at, who = excluded.who RETURNING 1
        """,
        to => to.Text(suppression.Channel).Text(PostgresText.Write(suppression.Address)).Text(PostgresText.Write(suppression.Reason)).Long(suppression.At.Micros).Text(suppression.By), _ => true);

    public void Remove(string channel, string address) => database.Read(
        "DELETE FROM suppressions WHERE channel = $1 AND address = $2 RETURNING 1", to => to.Text(channel).Text(PostgresText.Write(address)), _ => true);
}
