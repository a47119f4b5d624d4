using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tandem.Bench.Servers;

/// <summary>
/// The least that a tracking endpoint on Kestrel can do: read the body, go through its JSON, answer 200. What it does a
/// second is what this machine and this client allow; Tandem's rate is told as a share of it.
/// </summary>
internal static class BareEndpoint
{
    private static readonly byte[] Success = "{\"success\":true}"u8.ToArray();

    public static async Task<int> Serve(string url, CancellationToken cancelled)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.MapGet("/readyz", () => "ready");
        app.MapPost("/v1/{call}", (RequestDelegate)Answer);
        await app.StartAsync(cancelled);
        await app.WaitForShutdownAsync(cancelled);
        return 0;
    }

    private static async Task Answer(HttpContext context)
    {
        var pipe = context.Request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync();
            if (read.IsCompleted)
            {
                var json = new Utf8JsonReader(read.Buffer);
                while (json.Read())
                {
                }
                pipe.AdvanceTo(read.Buffer.End);
                break;
            }
            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Success.Length;
        await context.Response.Body.WriteAsync(Success);
    }
}
