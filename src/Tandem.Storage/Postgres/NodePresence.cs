using Npgsql;
using Tandem.Engine.Journal;

namespace Tandem.Storage.Postgres;

/// <summary>
/// Says of a process that it is there, and knows how many are. Only a hint, by which shards are shared out and those of a dead
/// process found: no process is right about itself.
/// </summary>
internal sealed class NodePresence(NpgsqlDataSource database, Guid node, string name, TimeSpan silence)
{
    private const string Beat = """
        INSERT INTO nodes(node, name) VALUES ($1, $2) ON CONFLICT (node) DO UPDATE SET seen = clock_timestamp();
        """;

    /// <summary>Says so once more.</summary>
    /// <returns>How many processes are there, this one among them.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public int Step()
    {
        database.Read(Beat, to => to.Id(node).Text(name), _ => true);
        database.Read("DELETE FROM nodes WHERE seen < clock_timestamp() - interval '1 day' RETURNING 1", _ => { }, _ => true);
        return database.Read(
            "SELECT count(*)::int FROM nodes WHERE seen > clock_timestamp() - make_interval(secs => $1)",
            to => to.Double(silence.TotalSeconds), row => row.GetInt32(0))[0];
    }

    /// <summary>Says goodbye, so that nobody waits.</summary>
    public void Leave() => database.Read("DELETE FROM nodes WHERE node = $1 RETURNING 1", to => to.Id(node), _ => true);
}
