using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Governance.Definitions;
using Tandem.Server.Api;
using Tandem.Server.Audiences;
using Tandem.Server.Definitions;

namespace Tandem.Server.Segments;

/// <summary>Asking over HTTP how segments overlap.</summary>
public static class OverlapEndpoints
{
    private const int FewestSegments = 2, MostSegments = 8;

    private static readonly TimeSpan Time = TimeSpan.FromMilliseconds(700);

    public static IServiceCollection AddSegmentOverlap(this IServiceCollection services) => services.AddSingleton<OverlapReader>();

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapSegmentOverlap(this IEndpointRouteBuilder api)
    {
        // Not under segments/, where it would hide a segment of that name.
        api.MapGet("segment-overlap", Get).WithTags("Segments").WithName("GetSegmentOverlap").WithSummary("Of every combination of some segments how many customers are in exactly these, within a second: exactly, or by a random sample.");
        return api;
    }

    private static async Task<Results<Ok<SegmentOverlap>, BadRequest<Problem>, NotFound<Problem>, JsonHttpResult<Problem>>> Get(
        [Description("Names of 2 to 8 segments with commas between them.")] string names, DefinitionLibrary library, OverlapReader reader, AudienceDesk desk, HttpResponse response, CancellationToken cancelled)
    {
        string[] wanted = [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        if (wanted.Length is < FewestSegments or > MostSegments)
            return TypedResults.BadRequest(Problem.At("names", "bad_names", $"{wanted.Length} different segments are named, and {FewestSegments} to {MostSegments} can be compared.", "For example: names=buyers,newsletter"));
        var segments = new List<Definition>();
        foreach (var name in wanted)
        {
            if (library.Current(DefinitionKinds.Segment, name) is not { } segment) return TypedResults.NotFound(SegmentEndpoints.Unknown(name, library));
            segments.Add(segment);
        }
        return await desk.Ask(began => reader.Read(segments, Time, Random.Shared.NextDouble(), began, cancelled), cancelled) is { } answer ? TypedResults.Ok(answer) : AudienceEndpoints.TooMany(response);
    }
}
