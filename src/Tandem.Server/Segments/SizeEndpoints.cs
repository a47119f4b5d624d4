using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Engine.Shards;
using Tandem.Governance.Definitions;
using Tandem.Primitives;
using Tandem.Server.Api;
using Tandem.Server.Definitions;
using Tandem.Server.Hosting;

namespace Tandem.Server.Segments;

/// <summary>Reading over HTTP how large segments were.</summary>
public static class SizeEndpoints
{
    /// <summary>A finer resolution that would give more points than this is not used.</summary>
    private const int MostPoints = 2_200;

    private static readonly Duration DefaultRange = Duration.FromHours(30 * 24);

    public static IServiceCollection AddSegmentSizes(this IServiceCollection services) => services
        .AddSingleton<SizeBook>().AddSingleton<SizeRecorder>().AddHostedService(provider => provider.GetRequiredService<SizeRecorder>());

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapSegmentSizes(this IEndpointRouteBuilder api)
    {
        api.MapGet("segments/{name}/sizes", Get).WithTags("Segments").WithName("GetSegmentSizes").WithSummary("How large a segment was: every minute of the last day, every hour of the last 90 days, every day before.");
        return api;
    }

    private static Results<Ok<SegmentSizes>, NotFound<Problem>, BadRequest<Problem>> Get(
        string name, DefinitionLibrary library, SizeBook book, ShardCounts counts, EngineClock clock,
        [Description("30 days before its end where it is left out.")] DateTimeOffset? from = null, [Description("Now where it is left out.")] DateTimeOffset? to = null)
    {
        if (library.Current(DefinitionKinds.Segment, name) is null) return TypedResults.NotFound(SegmentEndpoints.Unknown(name, library));
        var now = clock.Now;
        var end = to is { } wantedEnd ? Instant.From(wantedEnd) : now;
        var begin = from is { } wanted ? Instant.From(wanted) : end - DefaultRange;
        if (begin > end) return TypedResults.BadRequest(Problem.At("from", "bad_range", $"from={begin} is after to={end}."));
        var since = book.Since(name);
        if (since > begin) begin = since.Value < end ? since.Value : end;
        var resolution = SizeResolution.All.First(one =>
            one == SizeResolution.Day || (one.KeptFrom(now) <= begin && (end - begin).Micros / (one.Step.Ticks / TimeSpan.TicksPerMicrosecond) <= MostPoints));
        var (before, points) = book.Read(name, resolution, begin, end);
        return TypedResults.Ok(new SegmentSizes(
            name, begin.ToDateTimeOffset(), end.ToDateTimeOffset(), resolution.Name, Show(before, points), new(now.ToDateTimeOffset(), (long)counts.Sum(CountNames.Segment(name))), since?.ToDateTimeOffset()));
    }

    private static IReadOnlyList<SegmentSize> Show(SizePoint? before, IReadOnlyList<SizePoint> points)
    {
        var shown = new List<SegmentSize>(points.Count);
        foreach (var point in points)
        {
            shown.Add(before is { } last
                ? new(point.At.ToDateTimeOffset(), point.Count, point.Entered - last.Entered, point.Left - last.Left, (point.At - last.At).Micros / 1e6)
                : new(point.At.ToDateTimeOffset(), point.Count, null, null, null));
            before = point;
        }
        return shown;
    }
}
