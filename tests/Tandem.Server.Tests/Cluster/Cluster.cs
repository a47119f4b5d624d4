using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Cluster;

/// <summary>Some servers on one database.</summary>
internal sealed class Cluster : IDisposable
{
    private readonly bool ownServer;
    private readonly string database;

    private Cluster(PostgresServer server, bool ownServer)
    {
        (Server, this.ownServer) = (server, ownServer);
        database = server.NewDatabase() + ";Maximum Pool Size=15";
    }

    public PostgresServer Server { get; }

    /// <summary>As Npgsql takes it.</summary>
    public string Database => database;

    public List<ServerProcess> Nodes { get; } = [];

    public ServerProcess this[int node] => Nodes[node];

    /// <param name="ownServer">A server of its own, which may be stopped.</param>
    public static async Task<Cluster> Start(int nodes, bool ownServer = false)
    {
        var cluster = new Cluster(ownServer ? PostgresServer.Start() : PostgresServer.Shared, ownServer);
        for (var node = 0; node < nodes; node++) cluster.Nodes.Add(await ServerProcess.Join(Folder.ServerDll, cluster.database));
        return cluster;
    }

    /// <summary>Starts anew what was killed.</summary>
    public async Task Restart()
    {
        for (var node = 0; node < Nodes.Count; node++)
        {
            if (!Nodes[node].HasEnded) continue;
            Nodes[node].Dispose();
            Nodes[node] = await ServerProcess.Join(Folder.ServerDll, database);
        }
    }

    public void Dispose()
    {
        foreach (var node in Nodes) node.Dispose();
        if (ownServer) Server.Dispose();
    }
}
