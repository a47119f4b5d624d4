using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tandem.Browser;

/// <summary>The real server as a process of its own, with an empty workspace in a folder of its own.</summary>
public sealed partial class RunningServer : IAsyncDisposable
{
    public const string WriteKey = "browser-write-key", Token = "browser-admin-token";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly DirectoryInfo data;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningServer(Process process, DirectoryInfo data)
    {
        this.process = process;
        this.data = data;
    }

    public Uri Url { get; private set; } = null!;

    public static async Task<RunningServer> Start()
    {
        var data = Directory.CreateTempSubdirectory("tandem-browser-");
        var process = new Process
        {
            StartInfo = new("dotnet", [Places.ServerDll, "--data", data.FullName, "--urls", "http://127.0.0.1:0"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["TANDEM_WRITE_KEY"] = WriteKey,
                    ["TANDEM_ADMIN_TOKEN"] = Token,
                    ["ASPNETCORE_CONTENTROOT"] = Places.ServerContent,
                },
            },
            EnableRaisingEvents = true,
        };
        var server = new RunningServer(process, data);
        process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => server.Hear(line.Data);
        process.Exited += (_, _) => server.listening.TrySetException(new InvalidOperationException($"The server ended:\n{server.Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        server.Url = await server.listening.Task.WaitAsync(StartLimit);
        return server;
    }

    /// <summary>What the server wrote so far.</summary>
    public string Output => string.Join('\n', output);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        data.Delete(recursive: true);
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        if (Address().Match(line) is { Success: true } match) listening.TrySetResult(new Uri(match.Value));
    }

    [GeneratedRegex(@"http://(127\.0\.0\.1|localhost):[1-9]\d*")]
    private static partial Regex Address();
}
