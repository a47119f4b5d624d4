using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Server.Api;

namespace Tandem.Server.Sources;

/// <summary>Sources for the console and for scripts, under <c>/api/v1</c>.</summary>
public static class SourceEndpoints
{
    private const int DefaultLimit = 100;

    /// <param name="api">The group of Tandem's own API, which asks for the token.</param>
    public static IEndpointRouteBuilder MapSources(this IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources").WithTags("Sources");
        sources.MapGet("", List).WithSummary("All sources, oldest first");
        sources.MapPost("", Create).WithSummary("Makes a source with a write key of its own");
        sources.MapGet("{name}", Get).WithSummary("One source");
        sources.MapPatch("{name}", Change).WithSummary("Changes a source's title or channel; what is left out stays");
        sources.MapGet("{name}/recent", Recent).WithSummary("The newest interactions since the server started, newest first");
        sources.MapGet("{name}/stream", Stream).WithSummary("What comes in from now on, as server-sent events: interaction and reject");
        sources.MapRejects();
        return api;
    }

    private static Ok<Page<SourceModel>> List(SourceRegistry registry, RejectReader rejects, HttpRequest request) =>
        TypedResults.Ok(new Page<SourceModel>([.. registry.All.Select(known => known.ToModel(Server(request), rejects.Open(known.Source.Name)))]));

    private static Results<Created<SourceModel>, Conflict<Problem>, BadRequest<Problem>> Create(NewSourceModel source, SourceRegistry registry, RejectReader rejects, HttpRequest request)
    {
        if (registry.Create(source.Name ?? "", source.Title, source.Channel).TryGet(out var known, out var errors))
            return TypedResults.Created($"/api/v1/sources/{known.Source.Name}", known.ToModel(Server(request), rejects.Open(known.Source.Name)));
        return errors[0].Code == SourceRegistry.Exists ? TypedResults.Conflict(new Problem(errors)) : TypedResults.BadRequest(new Problem(errors));
    }

    private static Results<Ok<SourceModel>, NotFound<Problem>> Get(string name, SourceRegistry registry, RejectReader rejects, HttpRequest request) =>
        registry.Find(name) is { } known ? TypedResults.Ok(known.ToModel(Server(request), rejects.Open(known.Source.Name))) : Missing(name);

    private static Results<Ok<SourceModel>, NotFound<Problem>, BadRequest<Problem>> Change(string name, ChangedSourceModel change, SourceRegistry registry, RejectReader rejects, HttpRequest request)
    {
        if (registry.Change(name, change.Title, change.Channel) is not { } result) return Missing(name);
        return result.TryGet(out var known, out var errors) ? TypedResults.Ok(known.ToModel(Server(request), rejects.Open(name))) : TypedResults.BadRequest(new Problem(errors));
    }

    private static Results<Ok<Page<SourceItemModel>>, NotFound<Problem>> Recent(string name, [AsParameters] ItemFilter filter, SourceRegistry registry, int limit = DefaultLimit) =>
        registry.Find(name) is { } known
            ? TypedResults.Ok(new Page<SourceItemModel>([.. known.Traffic.Recent(SourceTraffic.Kept).Where(filter.Lets).Take(Math.Max(limit, 1)).Select(item => item.ToModel())]))
            : Missing(name);

    private static Results<ServerSentEventsResult<object>, NotFound<Problem>> Stream(string name, [AsParameters] ItemFilter filter, SourceRegistry registry, IHostApplicationLifetime host) =>
        registry.Find(name) is { } known ? TypedResults.ServerSentEvents(Events(known, filter, host.ApplicationStopping)) : Missing(name);

    private static async IAsyncEnumerable<SseItem<object>> Events(KnownSource source, ItemFilter filter, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone = default)
    {
        // Watchers must not hold up a server that stops.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        await foreach (var item in SourceFeed.Follow(source, filter, "ready", either.Token)) yield return item;
    }

    private static string Server(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    internal static NotFound<Problem> Missing(string name) => TypedResults.NotFound(Problem.Of("unknown_source", $"There is no source named {name}.", "See /api/v1/sources for all."));
}
