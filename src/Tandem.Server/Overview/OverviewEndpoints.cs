using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Server.Api;
using Tandem.Server.Hosting;
using Tandem.Server.Sources;

namespace Tandem.Server.Overview;

/// <summary>What the engine is doing, and the workspace's time.</summary>
public static class OverviewEndpoints
{
    private const double MaxSpeed = 1_000_000;

    public static IServiceCollection AddOverview(this IServiceCollection services) => services
        .AddSingleton<ShardFigures>().AddSingleton<ToDo>()
        .AddSingleton<LiveOverview>().AddHostedService(provider => provider.GetRequiredService<LiveOverview>());

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapOverview(this IEndpointRouteBuilder api)
    {
        api.MapGet("overview", (LiveOverview live) => TypedResults.Ok(live.Latest)).WithTags("Overview").WithName("GetOverview").WithSummary("What the engine is doing now.");
        api.MapGet("overview/past", (LiveOverview live) => TypedResults.Ok(new Page<PastSecondModel>(live.Past))).WithTags("Overview").WithName("GetOverviewPast").WithSummary("The last five minutes, a second each, oldest first.");
        api.MapGet("shards", (ShardFigures shards) => TypedResults.Ok(shards.Look())).WithTags("Overview").WithName("ListShards").WithSummary("How far the shards are that this process folds.");
        api.MapGet("todo", (ToDo todo) => TypedResults.Ok(new Page<ToDoModel>(todo.Look()))).WithTags("Overview").WithName("ListToDo").WithSummary("What waits for somebody, by side, the worst first.");
        api.MapGet("live", Follow)
            .WithTags("Overview").WithName("FollowOverview").WithSummary("The same every second, as server-sent events named overview.").ExcludeFromDescription();
        api.MapGet("clock", (EngineClock clock) => TypedResults.Ok(clock.Show())).WithTags("Overview").WithName("GetClock").WithSummary("The workspace's time.");
        api.MapPut("clock", Run).WithTags("Overview").WithName("RunClock").WithSummary("Sets how fast a demo's clock runs.");
        return api;
    }

    public static ClockModel Show(this EngineClock clock)
    {
        var now = clock.Now.ToDateTimeOffset();
        return new(now, clock.Speed, clock.IsDemo ? $"A demo's clock: it is not {now:d MMMM yyyy} outside." : null);
    }

    private static Results<Ok<ClockModel>, BadRequest<Problem>, Conflict<Problem>> Run(ClockSpeed wanted, EngineClock clock)
    {
        if (!clock.IsDemo) return TypedResults.Conflict(Problem.Of("real_clock", "This server runs in real time.", "Only a server that was started with --clock-start has a clock of its own."));
        if (wanted.Speed is not (>= 0 and <= MaxSpeed)) return TypedResults.BadRequest(Problem.Of("bad_speed", $"A speed of {wanted.Speed} is not from 0 to {MaxSpeed:N0}."));
        clock.Run(wanted.Speed);
        return TypedResults.Ok(clock.Show());
    }

    private static Results<ServerSentEventsResult<object>, NotFound<Problem>> Follow(
        LiveOverview live, SourceRegistry sources, IHostApplicationLifetime host, [AsParameters] ItemFilter filter, string? source = null)
    {
        if (source is null) return TypedResults.ServerSentEvents(LiveFeed.Follow(live, null, filter, host.ApplicationStopping));
        return sources.Find(source) is { } known ? TypedResults.ServerSentEvents(LiveFeed.Follow(live, known, filter, host.ApplicationStopping)) : SourceEndpoints.Missing(source);
    }
}
