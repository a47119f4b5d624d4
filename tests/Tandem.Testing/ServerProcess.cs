using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tandem.Testing;

/// <summary>The real server as a process of its own: started, asked, and killed as it would be outside.</summary>
public sealed partial class ServerProcess : IDisposable
{
    public const string WriteKey = "test-write-key", Token = "test-admin-token";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient stranger = new();
    private HttpClient client = null!;

    private ServerProcess(Process process) => this.process = process;

    public Uri Url { get; private set; } = null!;

    public bool HasEnded => process.HasExited;

    /// <summary>What the server wrote so far.</summary>
    public string Output => string.Join('\n', output);

    /// <param name="dll">The built server.</param>
    /// <exception cref="InvalidOperationException">It ended instead of listening; the message holds its output.</exception>
    public static Task<ServerProcess> Start(string dll, string data, params string[] arguments) => Listening(dll, ["--data", data, .. arguments]);

    /// <summary>One of several on a database.</summary>
    /// <param name="database">As Npgsql takes it.</param>
    public static Task<ServerProcess> Join(string dll, string database, params string[] arguments) => Listening(dll, ["--postgres", database, .. arguments]);

    private static async Task<ServerProcess> Listening(string dll, string[] arguments)
    {
        var server = Run(dll, ["--urls", "http://127.0.0.1:0", .. arguments]);
        server.Url = await server.listening.Task.WaitAsync(StartLimit);
        server.client = new() { BaseAddress = server.Url };
        server.client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return server;
    }

    /// <summary>Runs a server that is expected to end by itself; answers its exit code and what it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEnd(string dll, params string[] arguments)
    {
        using var server = Run(dll, arguments);
        await server.process.WaitForExitAsync(new CancellationTokenSource(StartLimit).Token);
        return (server.process.ExitCode, server.Output);
    }

    /// <summary>Sends a call of the tracking API; answers the status.</summary>
    public async Task<int> Send(string path, string body) => (await SendForToken(path, body)).Status;

    /// <summary>The same; answers also the <c>Tandem-Token</c>, empty where there is none.</summary>
    public async Task<(int Status, string WriteToken)> SendForToken(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{WriteKey}:")));
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, response.Headers.TryGetValues("Tandem-Token", out var given) ? given.Single() : "");
    }

    /// <summary>A read that is to show at least what the call with this token sent.</summary>
    public async Task<(int Status, JsonNode? Body)> GetAfter(string writeToken, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Tandem-Token", writeToken } } };
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync()));
    }

    public async Task<JsonNode> Get(string path) => (await client.GetFromJsonAsync<JsonNode>(path))!;

    /// <summary>Any call of Tandem's own API, also one that is refused.</summary>
    /// <param name="token">Null for a caller without one.</param>
    public async Task<(int Status, JsonNode? Body)> Ask(HttpMethod method, string path, string? json = null, string? token = Token)
    {
        using var request = new HttpRequestMessage(method, new Uri(Url, path));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var response = await stranger.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body, documentOptions: new() { MaxDepth = 1024 }));
    }

    public async Task<int> Put(string path, string body)
    {
        using var response = await client.PutAsync(path, new StringContent(body));
        return (int)response.StatusCode;
    }

    /// <summary>Reads until the answer is as it should be, at most a minute.</summary>
    public async Task<JsonNode> Until(string path, Func<JsonNode, bool> holds)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var answer = await Get(path);
            if (holds(answer)) return answer;
            if (patience.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException($"After a minute {path} still says {answer.ToJsonString()}");
            await Task.Delay(20);
        }
    }

    /// <summary>Publishes definitions, all or none.</summary>
    public async Task Publish(string yaml)
    {
        using var response = await client.PostAsync("/api/v1/definitions", new StringContent(yaml));
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    public async Task Post(string path)
    {
        using var response = await client.PostAsync(path, null);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>SIGKILL: nothing of the server gets to run any more.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGSTOP: it stands still and does not know it, until it is let go on.</summary>
    public void Pause() => Signal("-STOP");

    /// <summary>SIGCONT.</summary>
    public void Continue() => Signal("-CONT");

    /// <summary>SIGTERM, and then as long as it takes: the server makes its checkpoints and closes its files.</summary>
    public async Task Stop()
    {
        using var patience = new CancellationTokenSource(StartLimit);
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
        client?.Dispose();
        stranger.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static ServerProcess Run(string dll, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Also what is meant for other programs, and must not be taken for a setting.
            Environment = { ["TANDEM_WRITE_KEY"] = WriteKey, ["TANDEM_ADMIN_TOKEN"] = Token, ["DATA"] = "elsewhere", ["LOG"] = "elsewhere.log", ["POSTGRES"] = "elsewhere" },
        };
        var server = new ServerProcess(new() { StartInfo = start, EnableRaisingEvents = true });
        server.process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        server.process.ErrorDataReceived += (_, line) => server.Hear(line.Data);
        server.process.Exited += (_, _) => server.listening.TrySetException(new InvalidOperationException($"The server ended:\n{server.Output}"));
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        if (Ready().Match(line) is { Success: true } match) listening.TrySetResult(new(match.Groups[1].Value.Replace("localhost", "127.0.0.1")));
    }

    [GeneratedRegex(@"^Tandem is ready at (http://\S+?),")]
    private static partial Regex Ready();
}
