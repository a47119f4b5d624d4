using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;
using Tandem.Primitives;
using Tandem.Server.Api;
using Tandem.Server.Customers;
using Tandem.Server.Definitions;
using Tandem.Server.Hosting;

namespace Tandem.Server.Segments;

/// <summary>A segment with who is in it now.</summary>
/// <param name="Count">Customers in it.</param>
/// <param name="Customers">Customers in all.</param>
/// <param name="Evaluated">How far customers were decided under the present rules, 0 to 1. Until it is 1, a new segment lacks those to whom nothing happened since.</param>
/// <param name="Since">What was taken from then on is in the figures over the past that the rule reads; null for everything that ever was. Until <paramref name="Evaluated"/> is 1, what was before may still be missing.</param>
/// <param name="Errors">How often the rule met an error for a customer, such as a trait that is missing, which counts as no.</param>
/// <param name="UpdatedAt">When the definition went live.</param>
public sealed record SegmentModel(
    string Name, string Title, string? Description, string Expression, long Count, long Customers, double Evaluated, DateTimeOffset? Since, long Errors,
    int DefinitionVersion, DateTimeOffset UpdatedAt);

public sealed record SegmentList(IReadOnlyList<SegmentModel> Items);

/// <summary>Reading segments over HTTP.</summary>
public static class SegmentEndpoints
{
    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapSegments(this IEndpointRouteBuilder api)
    {
        var segments = api.MapGroup("segments").WithTags("Segments");
        segments.MapGet("", List).WithName("ListSegments").WithSummary("All segments with their counts.");
        segments.MapGet("{name}", Get).WithName("GetSegment").WithSummary("One segment with its count.");
        segments.MapGet("{name}/members", Members).WithName("GetSegmentMembers").WithSummary("Customers in the segment, in order of their ids.");
        return api;
    }

    private static async Task<Ok<SegmentList>> List(DefinitionLibrary library, SegmentStates segments, Restating restating, IEngine engine, CancellationToken cancelled)
    {
        await engine.Settle(cancelled);
        await restating.Settle(cancelled);
        return TypedResults.Ok(new SegmentList([.. library.List(DefinitionKinds.Segment).Select(segments.Read)]));
    }

    private static async Task<Results<Ok<SegmentModel>, NotFound<Problem>>> Get(
        string name, DefinitionLibrary library, SegmentStates segments, Restating restating, IEngine engine, CancellationToken cancelled)
    {
        await engine.Settle(cancelled);
        await restating.Settle(cancelled);
        return library.Current(DefinitionKinds.Segment, name) is { } definition
            ? TypedResults.Ok(segments.Read(definition))
            : TypedResults.NotFound(Unknown(name, library));
    }

    private static async Task<Results<Ok<CustomerList>, NotFound<Problem>, BadRequest<Problem>>> Members(
        string name, DefinitionLibrary library, CustomerReader customers, IEngine engine, CancellationToken cancelled, int limit = 50, string? after = null)
    {
        if (Limits.Check(limit, 500) is { } wrong) return TypedResults.BadRequest(wrong);
        var from = default(EntityId);
        if (after is not null && !EntityId.TryParse(after, out from)) return TypedResults.BadRequest(Problem.Of("bad_cursor", $"after={after} is not a cursor.", "Use the “next” of the page before."));
        if (library.Current(DefinitionKinds.Segment, name) is null) return TypedResults.NotFound(Unknown(name, library));
        await engine.Settle(cancelled);
        engine.Checkpoint();
        var page = customers.Walk(from).Where(customer => customer.IsIn(name)).Take(limit).Select(CustomerMapping.Summary).ToList();
        return TypedResults.Ok(new CustomerList(page, page.Count == limit ? page[^1].Id : null));
    }

    internal static Problem Unknown(string name, DefinitionLibrary library) =>
        Problem.Of("unknown_segment", $"There is no segment {name}.", Nearest.Hint(name, [.. library.List(DefinitionKinds.Segment).Select(definition => definition.Name)]));
}
