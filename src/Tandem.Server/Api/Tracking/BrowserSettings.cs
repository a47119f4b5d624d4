using System.Text.Json;
using Tandem.Primitives;
using Tandem.Server.Sources;

namespace Tandem.Server.Api.Tracking;

/// <summary>
/// What Segment's browser SDK loads when it starts (<c>AnalyticsBrowser.load({ writeKey, cdnURL })</c>): the one
/// destination that sends to this server, no others, and no metrics.
/// </summary>
internal static class BrowserSettings
{
    public static async Task Answer(HttpContext context)
    {
        CrossOrigin.Open(context.Response);
        var writeKey = (string?)context.Request.RouteValues["writeKey"] ?? "";
        if (context.RequestServices.GetRequiredService<SourceRegistry>().FindByKey(writeKey) is null)
        {
            await TrackingAnswers.Failed(context.Response, StatusCodes.Status401Unauthorized, new Error("unknown_write_key", "No source has this write key.") { Hint = "Copy the key from the source's page." });
            return;
        }
        context.Response.ContentType = "application/json";
        // A page asks at every load, and what is answered hardly ever changes.
        context.Response.Headers.CacheControl = "public, max-age=60";
        await context.Response.Body.WriteAsync(Document(writeKey, context.Request.Scheme, context.Request.Host.Value ?? "localhost"));
    }

    private static byte[] Document(string writeKey, string protocol, string host) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        integrations = new Dictionary<string, object>
        {
            ["Segment.io"] = new { apiKey = writeKey, apiHost = $"{host}/v1", protocol, unbundledIntegrations = Array.Empty<string>(), addBundledMetadata = true, type = "server" },
        },
        plan = new { track = new { __default = new { enabled = true, integrations = new { } } } },
        edgeFunction = new { },
        analyticsNextEnabled = true,
        middlewareSettings = new { },
        enabledMiddleware = new { },
        metrics = new { sampleRate = 0, host = $"{host}/v1" },
        legacyVideoPluginsEnabled = false,
        remotePlugins = Array.Empty<object>(),
    });
}
