using Tandem.Server.Tests.Hosting;
using Tandem.Server.Tests.Operations;
using Tandem.Testing;

namespace Tandem.Server.Tests.Cluster;

/// <summary>Some servers on one database.</summary>
internal sealed class Cluster : IDisposable
{
    private readonly bool ownServer;
    private readonly string database;
    private readonly string[] arguments;

    private Cluster(PostgresServer server, bool ownServer, string[] arguments)
    {
        (Server, this.ownServer, this.arguments) = (server, ownServer, arguments);
        database = server.NewDatabase() + ";Maximum Pool Size=15";
    }

    public PostgresServer Server { get; }

    /// <summary>As Npgsql takes it.</summary>
    public string Database => database;

    public List<ServerProcess> Nodes { get; } = [];

    public ServerProcess this[int node] => Nodes[node];

    /// <param name="ownServer">A server of its own, which may be stopped.</param>
    /// <param name="arguments">What each process is told besides.</param>
    public static async Task<Cluster> Start(int nodes, bool ownServer = false, params string[] arguments)
    {
        var cluster = new Cluster(ownServer ? PostgresServer.Start() : PostgresServer.Shared, ownServer, arguments);
        for (var node = 0; node < nodes; node++) cluster.Nodes.Add(await ServerProcess.Join(Folder.ServerDll, cluster.database, arguments));
        return cluster;
    }

    /// <summary>Waits until nothing waits to be folded: shards may be on their way to another process, which is longer than a read waits.</summary>
    public async Task Folded()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await Scrape.Of(Nodes[0])).Sum("tandem_inbox_waiting_entries") > 0) await Task.Delay(20, patience.Token);
    }

    /// <summary>Starts anew what was killed.</summary>
    public async Task Restart()
    {
        for (var node = 0; node < Nodes.Count; node++)
        {
            if (!Nodes[node].HasEnded) continue;
            Nodes[node].Dispose();
            Nodes[node] = await ServerProcess.Join(Folder.ServerDll, database, arguments);
        }
    }

    public void Dispose()
    {
        foreach (var node in Nodes) node.Dispose();
        if (ownServer) Server.Dispose();
    }
}
