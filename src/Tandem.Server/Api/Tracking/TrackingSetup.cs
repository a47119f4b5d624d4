using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Operations.Metrics;
using Tandem.Server.Privacy;
using Tandem.Server.Sources;

namespace Tandem.Server.Api.Tracking;

public static class TrackingSetup
{
    private static readonly (InteractionType Type, string Long, string Short)[] Calls =
    [
        (InteractionType.Identify, "identify", "i"),
        (InteractionType.Track, "track", "t"),
        (InteractionType.Page, "page", "p"),
        (InteractionType.Screen, "screen", "s"),
        (InteractionType.Group, "group", "g"),
        (InteractionType.Alias, "alias", "a"),
    ];

    /// <summary>The tracking API. Needs the inbox and <see cref="SourcesSetup.AddSources"/>.</summary>
    /// <param name="shardCount">Tells the workspace's number of shards once services are there.</param>
    public static IServiceCollection AddTracking(this IServiceCollection services, Func<IServiceProvider, int> shardCount) => services
        .AddSingleton<TrackingCounts>().AddSingleton<IMetricSource>(provider => provider.GetRequiredService<TrackingCounts>())
        .AddSingleton(provider => new TrackingHandler(
            provider.GetRequiredService<IInbox>(), provider.GetRequiredService<SourceRegistry>(), provider.GetRequiredService<RejectLog>(), provider.GetRequiredService<TrackingCounts>(),
            provider.GetRequiredService<SuppressedIdentities>(), provider.GetRequiredService<TimeProvider>(), shardCount(provider)))
        .AddSingleton(provider => new RejectSending(
            provider.GetRequiredService<IInbox>(), provider.GetRequiredService<MendedRejects>(), provider.GetRequiredService<SuppressedIdentities>(), provider.GetRequiredService<TrackingCounts>(),
            provider.GetRequiredService<TimeProvider>(), shardCount(provider)));

    /// <summary>The type of the calls that a path takes; null for a batch.</summary>
    internal static InteractionType? TypeOf(string path) =>
        Calls.FirstOrDefault(call => path == $"/v1/{call.Long}" || path == $"/v1/{call.Short}") is { Long: not null } call ? call.Type : null;

    /// <summary>
    /// Segment's HTTP tracking API under <c>/v1</c>. Plain request delegates: nothing is bound, and nothing but the body
    /// and two headers is read. It has its own write keys, so it must stand outside of what asks for the console's token.
    /// </summary>
    public static IEndpointRouteBuilder MapTracking(this IEndpointRouteBuilder endpoints)
    {
        var handler = endpoints.ServiceProvider.GetRequiredService<TrackingHandler>();
        var api = endpoints.MapGroup("/v1").ExcludeFromDescription();
        foreach (var (type, longPath, shortPath) in Calls)
        {
            Task Call(HttpContext context) => handler.Handle(context, type);
            api.MapPost(longPath, (RequestDelegate)Call);
            api.MapPost(shortPath, (RequestDelegate)Call);
        }
        Task Batch(HttpContext context) => handler.Handle(context, null);
        api.MapPost("batch", (RequestDelegate)Batch);
        api.MapPost("b", (RequestDelegate)Batch);
        api.MapPost("m", (RequestDelegate)Dropped);
        api.MapGet("projects/{writeKey}/settings", (RequestDelegate)BrowserSettings.Answer);
        api.Map("{**path}", (RequestDelegate)Other);
        return endpoints;
    }

    private static Task Other(HttpContext context)
    {
        if (HttpMethods.IsOptions(context.Request.Method)) return CrossOrigin.Preflight(context);
        CrossOrigin.Open(context.Response);
        return TrackingAnswers.Failed(context.Response, StatusCodes.Status404NotFound,
            new Error("unknown_endpoint", "The tracking API has no such endpoint.") { Hint = "POST to /v1/track, identify, page, screen, group, alias or batch." });
    }

    // The browser SDK's counts about itself: nothing that anybody here asked for. The body is left unread.
    private static Task Dropped(HttpContext context)
    {
        CrossOrigin.Open(context.Response);
        return TrackingAnswers.Accepted(context.Response, null);
    }
}
