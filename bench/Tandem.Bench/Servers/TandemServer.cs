using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Tandem.Bench.Servers;

/// <summary>A Tandem server on a folder, as its API shows it.</summary>
internal sealed class TandemServer : IAsyncDisposable
{
    public const string WriteKey = "bench-write-key";

    private const string Token = "bench-admin-token", TokenHeader = "Tandem-Token";

    private readonly string folder;

    private TandemServer(ServerProcess process, string folder)
    {
        (Process, this.folder) = (process, folder);
        Process.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public ServerProcess Process { get; }

    /// <summary>Bytes of all files of the workspace.</summary>
    public long Disk => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Name != "server.log").Sum(file => file.Length);

    /// <param name="postgres">The way to the database that holds the workspace; null for the folder.</param>
    public static async Task<TandemServer> Start(BenchOptions options, string folder, CancellationToken cancelled, string? postgres = null) => new(
        await ServerProcess.Start(
            options.Server, [postgres is null ? "--data" : "--postgres", postgres ?? folder, .. options.CacheMiB is { } cache ? new[] { "--cache-mb", cache.ToString(CultureInfo.InvariantCulture) } : []], [("TANDEM_WRITE_KEY", WriteKey), ("TANDEM_ADMIN_TOKEN", Token)], Path.Combine(folder, "server.log"), cancelled), folder);

    public async Task<Overview> Overview(CancellationToken cancelled) => (await Process.Http.GetFromJsonAsync<Overview>("/api/v1/overview", cancelled))!;

    /// <summary>Waits until nothing waits any more; answers how long that took.</summary>
    public async Task<TimeSpan> Folded(CancellationToken cancelled)
    {
        var watch = Stopwatch.StartNew();
        while ((await Overview(cancelled)).Waiting > 0) await Task.Delay(5, cancelled);
        return watch.Elapsed;
    }

    /// <summary>Waits until the server does nothing any more: old entries are sealed, states are in their rows. At most five minutes.</summary>
    public async Task AtRest(CancellationToken cancelled)
    {
        var watch = Stopwatch.StartNew();
        var before = Process.ProcessorTime;
        for (var quiet = 0; quiet < 3 && watch.Elapsed < TimeSpan.FromMinutes(5);)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancelled);
            var now = Process.ProcessorTime;
            quiet = now - before < TimeSpan.FromMilliseconds(100) ? quiet + 1 : 0;
            before = now;
        }
    }

    /// <summary>Interactions that are folded into customers, duplicates left out, once they were counted this often; or after a while, whatever there is.</summary>
    public async Task<long> Interactions(long expected, CancellationToken cancelled)
    {
        // The counts are taken once a second.
        var watch = Stopwatch.StartNew();
        long seen;
        while ((seen = (await Overview(cancelled)).Interactions) < expected && watch.Elapsed < TimeSpan.FromSeconds(5)) await Task.Delay(50, cancelled);
        // One more second, in case there are too many.
        await Task.Delay(1_200, cancelled);
        return Math.Max(seen, (await Overview(cancelled)).Interactions);
    }

    /// <summary>Publishes definitions in YAML, all or none.</summary>
    public async Task Publish(string definitions, CancellationToken cancelled)
    {
        using var content = new StringContent(definitions, Encoding.UTF8, "application/yaml");
        using var answer = await Process.Http.PostAsync("/api/v1/definitions", content, cancelled);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The definitions were refused: {await answer.Content.ReadAsStringAsync(cancelled)}");
    }

    /// <summary>Waits until a segment is right for everybody.</summary>
    public async Task<Segment> Evaluated(string name, CancellationToken cancelled)
    {
        Segment segment;
        while ((segment = (await Process.Http.GetFromJsonAsync<Segment>($"/api/v1/segments/{name}", cancelled))!).Evaluated < 1) await Task.Delay(20, cancelled);
        return segment;
    }

    /// <summary>Counts who fulfils a rule.</summary>
    public async Task<RuleCount> Count(string rule, CancellationToken cancelled)
    {
        using var answer = await Process.Http.PostAsJsonAsync("/api/v1/rules/count", new { expression = rule }, cancelled);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The rule was refused: {await answer.Content.ReadAsStringAsync(cancelled)}");
        return (await answer.Content.ReadFromJsonAsync<RuleCount>(cancelled))!;
    }

    /// <summary>Sends one interaction of a customer; answers the token to read it by.</summary>
    public async Task<string> Track(int customer, CancellationToken cancelled)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/track") { Content = new StringContent($$"""{"userId":"{{customer:D8}}","event":"Product Viewed"}""", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(WriteKey + ":")));
        using var answer = await Process.Http.SendAsync(request, cancelled);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues(TokenHeader).Single();
    }

    /// <summary>Reads a customer with what the call of this token sent.</summary>
    public async Task Read(int customer, string token, CancellationToken cancelled)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/customers/userId:{customer:D8}") { Headers = { { TokenHeader, token } } };
        using var answer = await Process.Http.SendAsync(request, cancelled);
        answer.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
