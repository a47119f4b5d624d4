using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Engine.Journal;
using Tandem.Server.Api;

namespace Tandem.Server.Sources;

/// <summary>What became of single interactions.</summary>
public static class InteractionEndpoints
{
    private const int MostOutcomes = 100;

    /// <param name="api">The group of Tandem's own API, which asks for the token.</param>
    public static IEndpointRouteBuilder MapInteractions(this IEndpointRouteBuilder api)
    {
        var interactions = api.MapGroup("/interactions").WithTags("Interactions");
        interactions.MapGet("{id}", Get).WithName("GetInteraction").WithSummary("One interaction, by its position in the journal or by the id that a source's list gives: its way through the engine, and what it changed.");
        interactions.MapPost("outcomes", Outcome).WithName("ListOutcomes").WithSummary("What became of up to 100 interactions, as far as checkpoints say; reads nothing else.");
        return api;
    }

    private static async Task<Results<Ok<InteractionModel>, NotFound<Problem>, BadRequest<Problem>>> Get(string id, WayReader ways, CancellationToken cancelled)
    {
        if (!ItemId.TryParse(id, out _) && !InteractionFinder.TryPosition(id, out _))
            return TypedResults.BadRequest(Problem.Of("bad_interaction", $"“{id}” is neither a position nor the id of an interaction.", "Use an id of /api/v1/sources/NAME/recent, or a position such as 4711."));
        return await ways.Read(id, cancelled) is { } interaction
            ? TypedResults.Ok(interaction)
            : TypedResults.NotFound(Problem.Of("unknown_interaction", "There is no such interaction, or it is not kept any more.", "The journal’s retention or an erasure takes interactions away."));
    }

    private static Results<Ok<Page<OutcomeModel>>, BadRequest<Problem>> Outcome(OutcomesAskedModel asked, InteractionFinder finder)
    {
        if (asked.Ids is not { Count: <= MostOutcomes } ids)
            return TypedResults.BadRequest(Problem.At("ids", "too_many", $"Ask for at most {MostOutcomes} interactions at once."));
        var entries = ids.Distinct().ToDictionary(id => id, finder.Find);
        var noted = finder.Dispositions(entries.Values.OfType<Entry>().Select(entry => entry.Position));
        return TypedResults.Ok(new Page<OutcomeModel>([.. entries.Select(one => Of(one.Key, one.Value))]));

        OutcomeModel Of(string id, Entry? entry)
        {
            if (entry is not { } found) return new(id, null, ItemId.TryParse(id, out var item) && finder.IsOnTheWay(item.Value) ? Outcomes.Waiting : Outcomes.Gone, null);
            var decided = noted.GetValueOrDefault(found.Position, []);
            return new(id, found.Position.ToString(), Outcomes.Last(decided), decided is [.., { Customer.IsNobody: false } last] ? last.Customer.ToString() : null);
        }
    }
}
