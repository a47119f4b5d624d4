using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Engine.States;

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
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public NodesPresent Step()
    {
        database.Read(Beat, to => to.Id(node).Text(name), _ => true);
        database.Read("DELETE FROM nodes WHERE seen < clock_timestamp() - interval '1 hour' RETURNING 1", _ => { }, _ => true);
        var there = database.Read(
            "SELECT node FROM nodes WHERE seen > clock_timestamp() - make_interval(secs => $1) ORDER BY started, node", to => to.Double(silence.TotalSeconds), row => row.GetGuid(0));
        return new(there.Count, there.Count > 0 && there[0] == node);
    }

    /// <summary>Says goodbye, so that nobody waits.</summary>
    public void Leave() => database.Read("DELETE FROM nodes WHERE node = $1 RETURNING 1", to => to.Id(node), _ => true);
}
