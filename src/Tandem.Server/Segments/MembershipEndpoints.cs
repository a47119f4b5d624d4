using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Governance.Definitions;
using Tandem.Server.Api;
using Tandem.Server.Customers;
using Tandem.Server.Hosting;

namespace Tandem.Server.Segments;

/// <summary>Asking why somebody is in a segment, or is not, over HTTP.</summary>
public static class MembershipEndpoints
{
    public static IServiceCollection AddMemberships(this IServiceCollection services) => services.AddSingleton<MembershipReader>().AddSingleton<SegmentStates>();

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapMemberships(this IEndpointRouteBuilder api)
    {
        api.MapGet("customers/{key}/segments/{segment}", Get).WithTags("Customers").WithName("GetMembership").WithSummary("Whether a customer is in a segment, since when, and why or why not.");
        return api;
    }

    private static async Task<Results<Ok<MembershipAnswer>, BadRequest<Problem>, NotFound<Problem>>> Get(
        string key, string segment, MembershipReader reader, RulesetHost rulesets, DefinitionLibrary library, Restating restating, IEngine engine, CancellationToken cancelled)
    {
        if (!CustomerReader.ParseKey(key).TryGet(out var parsed, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        await engine.Settle(cancelled);
        await restating.Settle(cancelled);
        var rules = rulesets.Latest;
        if (rules.Segments.Ordered.FirstOrDefault(compiled => compiled.Name == segment) is not { } found) return TypedResults.NotFound(SegmentEndpoints.Unknown(segment, library));
        return reader.Read(parsed, found) is { } answer ? TypedResults.Ok(answer) : TypedResults.NotFound(CustomerEndpoints.Unknown(key));
    }
}
