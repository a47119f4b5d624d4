using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Tandem.Bench.Servers;

/// <summary>A Tandem server on a folder, as its API shows it.</summary>
internal sealed class TandemServer : IAsyncDisposable
{
    public const string WriteKey = "bench-write-key";

    private const string Token = "bench-admin-token";

    private readonly string folder;

    private TandemServer(ServerProcess process, string folder)
    {
        (Process, this.folder) = (process, folder);
        Process.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public ServerProcess Process { get; }

    /// <summary>Bytes of all files of the workspace.</summary>
    public long Disk => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Name != "server.log").Sum(file => file.Length);

    public static async Task<TandemServer> Start(string dll, string folder, CancellationToken cancelled) => new(
        await ServerProcess.Start(dll, ["--data", folder], [("TANDEM_WRITE_KEY", WriteKey), ("TANDEM_ADMIN_TOKEN", Token)], Path.Combine(folder, "server.log"), cancelled), folder);

    public async Task<Overview> Overview(CancellationToken cancelled) => (await Process.Http.GetFromJsonAsync<Overview>("/api/v1/overview", cancelled))!;

    /// <summary>Waits until nothing waits any more; answers how long that took.</summary>
    public async Task<TimeSpan> Folded(CancellationToken cancelled)
    {
        var watch = Stopwatch.StartNew();
        while ((await Overview(cancelled)).Waiting > 0) await Task.Delay(5, cancelled);
        return watch.Elapsed;
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

    /// <summary>Publishes the segments that every interaction is folded under.</summary>
    public async Task Publish(CancellationToken cancelled)
    {
        foreach (var (name, expression) in Segments)
        {
            var definition = $"kind: segment\nmetadata: {{ name: {name}, title: {name} }}\nspec:\n  expression: >-\n    {expression}\n";
            using var content = new StringContent(definition, Encoding.UTF8, "application/yaml");
            using var answer = await Process.Http.PutAsync($"/api/v1/definitions/segment/{name}", content, cancelled);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The segment {name} was refused: {await answer.Content.ReadAsStringAsync(cancelled)}");
        }
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static readonly (string Name, string Expression)[] Segments =
    [
        ("buyers", """events("Order Completed").count() >= 1"""),
        ("interested", """events("Product Viewed").within("7d").count() >= 3"""),
        ("cart-left", """events("Product Added").within("1h").count() >= 1 && events("Order Completed").within("1h").none()"""),
        ("lapsing", """events("Order Completed").count() >= 1 && events("Order Completed").within("90d").none()"""),
        ("loyal", """customer.traits.plan == "plus" && events("Order Completed").within("365d").count() >= 2"""),
    ];
}
