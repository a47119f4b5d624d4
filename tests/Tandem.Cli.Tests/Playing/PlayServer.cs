using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tandem.Cli.Tests.Playing;

/// <summary>
/// A server with a clock of its own that, like one under a fast clock, forgets at once what it has taken before:
/// whatever comes twice is there twice.
/// </summary>
public sealed class PlayServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int calls;

    private PlayServer(WebApplication app) => this.app = app;

    public ConcurrentQueue<JsonElement> Taken { get; } = new();

    public DateTimeOffset Now { get; set; }

    /// <summary>How far the clock goes on each time it is asked.</summary>
    public TimeSpan Step { get; set; }

    /// <summary>The speeds that its clock was told, in order.</summary>
    public ConcurrentQueue<double> Speeds { get; } = new();

    /// <summary>So many interactions wait to be folded, as the overview says.</summary>
    public int Waiting { get; set; }

    /// <summary>Told after the n-th batch (from 1) was taken and before it is answered; true breaks the connection.</summary>
    public Func<int, bool> AfterTaking { get; set; } = _ => false;

    public Uri Url => new(app.Urls.First());

    public static async Task<PlayServer> Start(DateTimeOffset now)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new PlayServer(builder.Build()) { Now = now };
        server.app.MapGet("/api/v1/clock", () =>
        {
            server.Now += server.Step;
            return Results.Json(new { now = server.Now.ToString("O"), speed = 1000 });
        });
        server.app.MapGet("/api/v1/overview", () => Results.Json(new { waiting = server.Waiting }));
        server.app.MapPut("/api/v1/clock", (JsonElement body) =>
        {
            server.Speeds.Enqueue(body.GetProperty("speed").GetDouble());
            return Results.Json(new { now = server.Now.ToString("O"), speed = server.Speeds.Last() });
        });
        server.app.MapGet("/api/v1/customers/{identity}/timeline", (string identity) => Results.Json(new
        {
            items = server.Taken.Where(item => "userId:" + item.GetProperty("userId").GetString() == identity).Select(detail => new { detail }),
        }));
        server.app.MapPost("/v1/batch", server.Batch);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Batch(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        foreach (var item in body.RootElement.GetProperty("batch").EnumerateArray())
        {
            Assert.True(item.GetProperty("timestamp").GetDateTimeOffset() <= Now, "An interaction came before its time.");
            Taken.Enqueue(item.Clone());
        }
        if (AfterTaking(Interlocked.Increment(ref calls))) context.Abort();
        else await context.Response.WriteAsJsonAsync(new { success = true });
    }
}
