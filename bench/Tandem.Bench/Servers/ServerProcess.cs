using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tandem.Bench.Servers;

/// <summary>A server in a process of its own, on a free port of this machine.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(10);

    private readonly Process process;
    private readonly HttpClient http;

    private ServerProcess(Process process, IPEndPoint address)
    {
        (this.process, Address) = (process, address);
        http = new() { BaseAddress = new($"http://{address}") };
    }

    public IPEndPoint Address { get; }

    public HttpClient Http => http;

    /// <summary>Of processors, since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of the process that are in memory now.</summary>
    public long Memory => Status("VmRSS");

    /// <summary>The most bytes that the process ever had in memory.</summary>
    public long MostMemory => Status("VmHWM");

    /// <summary>Starts a program of .NET and waits until it answers; what it prints goes into <paramref name="log"/>.</summary>
    public static async Task<ServerProcess> Start(string dll, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment, string log, CancellationToken cancelled)
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        // The shell only sends the output to a file; nothing of it is read here, and nothing may block on it.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        foreach (var argument in (IEnumerable<string>)["-c", "exec dotnet \"$@\" >>\"$LOG\" 2>&1", "sh", dll, .. arguments, "--urls", $"http://{address}"]) start.ArgumentList.Add(argument);
        start.Environment["LOG"] = log;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!, address);
        await server.BecomesReady(log, cancelled);
        return server;
    }

    /// <summary>Ends the process at once, as a crash would.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
        http.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task BecomesReady(string log, CancellationToken cancelled)
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"The server ended with {process.ExitCode}:\n{await File.ReadAllTextAsync(log, cancelled)}");
            if (started.Elapsed > StartsWithin) throw new TimeoutException($"The server is not ready after {StartsWithin}:\n{await File.ReadAllTextAsync(log, cancelled)}");
            try
            {
                using var answer = await http.GetAsync("/readyz", cancelled);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(5, cancelled);
        }
    }

    private long Status(string field)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(field + ":", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(field.Length + 1).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
