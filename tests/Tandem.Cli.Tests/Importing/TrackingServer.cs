using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tandem.Cli.Tests.Importing;

/// <summary>
/// A tracking endpoint on a real socket that remembers what it took, once for each message id, and can be told to
/// misbehave. For what the client does; how the server behaves is the server's own tests' business.
/// </summary>
public sealed class TrackingServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private TrackingServer(WebApplication app) => this.app = app;

    public ConcurrentDictionary<string, JsonElement> Taken { get; } = new();

    public ConcurrentQueue<(int Items, long Bytes, bool Historical)> Batches { get; } = new();

    public ConcurrentQueue<DateTimeOffset> Calls { get; } = new();

    public int Repeated;

    /// <summary>Answers the n-th call (from 1) itself by returning true; else it is taken.</summary>
    public Func<int, HttpContext, Task<bool>> Misbehave { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Takes the n-th call (from 1), and breaks the connection instead of saying so.</summary>
    public Func<int, bool> LoseAnswer { get; set; } = _ => false;

    /// <summary>Why an item is rejected; null: it is taken.</summary>
    public Func<JsonElement, string?> Reject { get; set; } = _ => null;

    public Uri Url => new(app.Urls.First());

    public static async Task<TrackingServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new TrackingServer(builder.Build());
        server.app.MapPost("/v1/batch", server.Batch);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Batch(HttpContext context)
    {
        Calls.Enqueue(DateTimeOffset.UtcNow);
        var call = Calls.Count;
        if (await Misbehave(call, context)) return;
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var items = body.RootElement.GetProperty("batch").EnumerateArray().ToList();
        Batches.Enqueue((items.Count, context.Request.ContentLength ?? -1, body.RootElement.TryGetProperty("historical", out _)));
        List<object> rejected = [];
        for (var i = 0; i < items.Count; i++)
        {
            if (Reject(items[i]) is { } reason) rejected.Add(new { index = i, errors = new[] { new { code = "bad", message = reason } } });
            else if (!Taken.TryAdd(items[i].GetProperty("messageId").GetString()!, items[i].Clone())) Interlocked.Increment(ref Repeated);
        }
        context.Response.StatusCode = rejected.Count < items.Count ? 200 : 400;
        if (LoseAnswer(call)) context.Abort();
        else await context.Response.WriteAsJsonAsync(new { success = true, rejected });
    }
}
