using System.Globalization;
using Npgsql;
using Tandem.Testing;

namespace Tandem.Bench.Servers;

/// <summary>A PostgreSQL of one's own that waits for its disk, set up as <c>docs/operate.md</c> says.</summary>
internal sealed class Database : IDisposable
{
    // Of a second: the unit of /proc's processor times on Linux.
    private const double Tick = 0.01;

    private readonly PostgresServer server;

    private Database(PostgresServer server) => (this.server, Connection) = (server, server.NewDatabase() + ";Maximum Pool Size=20");

    /// <summary>The way to a database of it, as Npgsql takes it.</summary>
    public string Connection { get; }

    /// <summary>Of processors, by all of the server's processes since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var parent = server.ProcessId;
            // Those that have ended are counted with their parent.
            var (ticks, parents) = (Times(parent, withEnded: true), parent.ToString(CultureInfo.InvariantCulture));
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                if (!int.TryParse(Path.GetFileName(folder), out var process)) continue;
                try
                {
                    if (Fields(process)[1] == parents) ticks += Times(process, withEnded: false);
                }
                catch (IOException)
                {
                    // It has ended meanwhile.
                }
            }
            return TimeSpan.FromSeconds(ticks * Tick);
        }
    }

    /// <summary>Bytes of all files of the server.</summary>
    public long Disk => new DirectoryInfo(server.Data).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);

    public static Database Start(string folder) => new(PostgresServer.Start(
        folder, "fsync = on", "shared_buffers = 1GB", "max_wal_size = 4GB", "wal_compression = lz4"));

    public async Task<long> Ask(string sql, CancellationToken cancelled)
    {
        await using var source = NpgsqlDataSource.Create(Connection);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancelled), CultureInfo.InvariantCulture);
    }

    public void Dispose() => server.Dispose();

    private static long Times(int process, bool withEnded)
    {
        var fields = Fields(process);
        return (withEnded ? new[] { 11, 12, 13, 14 } : [11, 12]).Sum(field => long.Parse(fields[field], CultureInfo.InvariantCulture));
    }

    /// <summary>What proc(5) says of a process, from its state on; the name before may have blanks.</summary>
    private static string[] Fields(int process)
    {
        var line = File.ReadAllText($"/proc/{process}/stat");
        return line[(line.LastIndexOf(')') + 2)..].Split(' ');
    }
}
