using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Server.Api;

namespace Tandem.Server.Sources;

/// <summary>Sources for the console and for scripts, under <c>/api/v1</c>.</summary>
public static class SourceEndpoints
{
    private const int DefaultLimit = 100, MaxLimit = 1_000;

    /// <param name="api">The group of Tandem's own API, which asks for the token.</param>
    public static IEndpointRouteBuilder MapSources(this IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources").WithTags("Sources");
        sources.MapGet("", List).WithSummary("All sources, oldest first");
        sources.MapPost("", Create).WithSummary("Makes a source with a write key of its own");
        sources.MapGet("{name}", Get).WithSummary("One source");
        sources.MapGet("{name}/recent", Recent).WithSummary("The newest interactions since the server started, newest first");
        sources.MapGet("{name}/rejects", Rejects).WithSummary("What could not be accepted and why, newest first");
        sources.MapGet("{name}/stream", Stream).WithSummary("What comes in from now on, as server-sent events: interaction and reject");
        return api;
    }

    private static Ok<Page<SourceModel>> List(SourceRegistry registry, HttpRequest request) =>
        TypedResults.Ok(new Page<SourceModel>([.. registry.All.Select(known => known.ToModel(Server(request)))]));

    private static Results<Created<SourceModel>, Conflict<Problem>, BadRequest<Problem>> Create(NewSourceModel source, SourceRegistry registry, HttpRequest request)
    {
        if (registry.Create(source.Name ?? "", source.Title).TryGet(out var known, out var errors))
            return TypedResults.Created($"/api/v1/sources/{known.Source.Name}", known.ToModel(Server(request)));
        return errors[0].Code == SourceRegistry.Exists ? TypedResults.Conflict(new Problem(errors)) : TypedResults.BadRequest(new Problem(errors));
    }

    private static Results<Ok<SourceModel>, NotFound<Problem>> Get(string name, SourceRegistry registry, HttpRequest request) =>
        registry.Find(name) is { } known ? TypedResults.Ok(known.ToModel(Server(request))) : Missing(name);

    private static Results<Ok<Page<SourceItemModel>>, NotFound<Problem>> Recent(string name, SourceRegistry registry, int limit = DefaultLimit) =>
        registry.Find(name) is { } known
            ? TypedResults.Ok(new Page<SourceItemModel>([.. known.Traffic.Recent(Math.Clamp(limit, 1, SourceTraffic.Kept)).Select(item => item.ToModel())]))
            : Missing(name);

    private static Results<Ok<Page<RejectModel>>, NotFound<Problem>, BadRequest<Problem>> Rejects(
        string name, SourceRegistry registry, RejectLog log, int limit = DefaultLimit, string? after = null)
    {
        if (registry.Find(name) is null) return Missing(name);
        long? before = null;
        if (!string.IsNullOrEmpty(after))
        {
            if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor))
                return TypedResults.BadRequest(Problem.Of("bad_cursor", "after is no cursor of this list.", "Send what came as next, or leave it out."));
            before = cursor;
        }
        var (rejects, next) = log.Read(name, before, Math.Clamp(limit, 1, MaxLimit));
        return TypedResults.Ok(new Page<RejectModel>([.. rejects.Select(reject => reject.ToModel())], next?.ToString(CultureInfo.InvariantCulture)));
    }

    private static Results<ServerSentEventsResult<object>, NotFound<Problem>> Stream(string name, SourceRegistry registry, IHostApplicationLifetime host) =>
        registry.Find(name) is { } known ? TypedResults.ServerSentEvents(Events(known.Traffic, host.ApplicationStopping)) : Missing(name);

    private static async IAsyncEnumerable<SseItem<object>> Events(SourceTraffic traffic, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone = default)
    {
        // Watchers must not hold up a server that stops.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        using var watch = traffic.Watch();
        // Sends the head at once, so that a browser knows it is connected to a quiet source.
        yield return new SseItem<object>(new { }, "ready");
        // A screen shows no more: of fast traffic only this much is sent, and the rest is left out.
        const int burst = 50;
        var pause = TimeSpan.FromMilliseconds(250);
        var sent = 0;
        while (await watch.MoreComes(either.Token))
        {
            if (!watch.TryRead(out var item)) continue;
            yield return item switch
            {
                LiveItem.Accepted accepted => new SseItem<object>(accepted.ToModel(), "interaction"),
                LiveItem.Refused refused => new SseItem<object>(refused.Reject.ToModel(), "reject"),
                _ => throw new InvalidOperationException($"A live item of a new kind: {item}."),
            };
            if (++sent % burst == 0) await Task.Delay(pause, CancellationToken.None);
        }
    }

    private static string Server(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    private static NotFound<Problem> Missing(string name) => TypedResults.NotFound(Problem.Of("unknown_source", $"There is no source named {name}.", "See /api/v1/sources for all."));
}
