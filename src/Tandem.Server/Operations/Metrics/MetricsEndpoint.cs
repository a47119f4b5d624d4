using System.Security.Cryptography;
using System.Text;
using Tandem.Server.Hosting;
using Tandem.Server.Security;

namespace Tandem.Server.Operations.Metrics;

/// <summary><c>/metrics</c>, for Prometheus. It needs a token: a proxy that forwards everything must not show it to everybody.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this WebApplication app)
    {
        // Made now, before the fold begins: some count from there.
        var sources = app.Services.GetServices<IMetricSource>().ToList();
        var token = app.Services.GetRequiredService<ServerSettings>().MetricsToken is { } own ? Encoding.UTF8.GetBytes(own) : null;
        app.MapGet("/metrics", (HttpRequest request, Access access) =>
        {
            if (!access.Allows(request) && !IsToken(request, token))
                return Results.Text("This needs TANDEM_METRICS_TOKEN or the API token: Authorization: Bearer TOKEN\n", statusCode: StatusCodes.Status401Unauthorized);
            var text = new MetricsText();
            foreach (var source in sources) source.Write(text);
            return Results.Text(text.ToString(), MetricsText.ContentType);
        }).ExcludeFromDescription();
    }

    private static bool IsToken(HttpRequest request, byte[]? token) =>
        token is not null && request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[7..].Trim()), token);
}
