using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tandem.Testing;

/// <summary>
/// A PostgreSQL server of Debian's own programs, in a temporary folder and on a port of its own; one for all tests of a process,
/// ended with it. Each test takes a database of its own.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly Lazy<PostgresServer> OfProcess = new(() =>
    {
        var server = Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    private readonly string folder;
    private int databases;

    private PostgresServer(string folder, int port) => (this.folder, Port) = (folder, port);

    public static PostgresServer Shared => OfProcess.Value;

    public int Port { get; }

    /// <summary>The database's files.</summary>
    public string Data => Path.Combine(folder, "data");

    /// <summary>The process that all others of this server descend from.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>A server of one's own, to be stopped, started and killed.</summary>
    /// <param name="within">Where its folder is made, such as a small disk.</param>
    /// <param name="settings">Lines of its configuration; the last word on a setting counts. Unless they say otherwise it does not wait for its disk.</param>
    public static PostgresServer Start(string? within = null, params IEnumerable<string> settings)
    {
        var folder = Path.Combine(within ?? Path.GetTempPath(), $"tandem-postgres-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var server = new PostgresServer(folder, port);
        // The server refuses to run as root.
        if (Environment.UserName == "root") Run("chown", ["postgres", folder]);
        server.Program("initdb", "-D", server.Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions");
        File.AppendAllText(Path.Combine(server.Data, "postgresql.conf"), $"\nport = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{folder}'\nmax_connections = 200\nfsync = off\n");
        File.AppendAllLines(Path.Combine(server.Data, "postgresql.conf"), settings);
        server.Resume();
        return server;
    }

    /// <summary>Starts it again after <see cref="Stop"/>; returns when it takes connections.</summary>
    public void Resume() => Program("pg_ctl", "-D", Data, "-l", Path.Combine(folder, "log"), "-w", "-t", "60", "start");

    /// <summary>Ends it: connections are cut off, nothing that was committed is lost.</summary>
    public void Stop() => Program("pg_ctl", "-D", Data, "-m", "fast", "-w", "-t", "60", "stop");

    /// <summary>The way to a new and empty database.</summary>
    public string NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        Program("createdb", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", "-T", "template0", name);
        return $"Host=127.0.0.1;Port={Port};Username=postgres;Database={name}";
    }

    public void Dispose()
    {
        Program("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private void Program(string name, params string[] arguments)
    {
        var path = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", name)).LastOrDefault(File.Exists)
            : null;
        if (path is null) throw new InvalidOperationException($"PostgreSQL's {name} is not installed. Install it: sudo apt-get install postgresql");
        if (Environment.UserName == "root") Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else Run(path, arguments);
    }

    private static void Run(string program, IEnumerable<string> arguments)
    {
        // Not through pipes: the server would inherit them and keep them open.
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}.");
    }
}
