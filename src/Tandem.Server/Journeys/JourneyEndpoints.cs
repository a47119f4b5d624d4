using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Engine.Journeys;
using Tandem.Engine.Shards;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;
using Tandem.Server.Api;
using Tandem.Server.Definitions;
using Tandem.Server.Hosting;

namespace Tandem.Server.Journeys;

/// <summary>Reading journeys over HTTP.</summary>
public static class JourneyEndpoints
{
    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapJourneys(this IEndpointRouteBuilder api)
    {
        var journeys = api.MapGroup("journeys").WithTags("Journeys");
        journeys.MapGet("", List).WithName("ListJourneys").WithSummary("All journeys with who is on them.");
        journeys.MapGet("{name}", Get).WithName("GetJourney").WithSummary("One journey: its steps, and how many customers came to each.");
        return api;
    }

    private static async Task<Ok<JourneyList>> List(DefinitionLibrary library, RulesetHost rulesets, ShardCounts counts, IEngine engine, CancellationToken cancelled)
    {
        await engine.Settle(cancelled);
        return TypedResults.Ok(new JourneyList([.. library.List(DefinitionKinds.Journey).Select(definition => Show(definition, rulesets, counts))]));
    }

    private static async Task<Results<Ok<JourneyModel>, NotFound<Problem>>> Get(
        string name, DefinitionLibrary library, RulesetHost rulesets, ShardCounts counts, IEngine engine, CancellationToken cancelled)
    {
        await engine.Settle(cancelled);
        return library.Current(DefinitionKinds.Journey, name) is { } definition
            ? TypedResults.Ok(Show(definition, rulesets, counts))
            : TypedResults.NotFound(Problem.Of("unknown_journey", $"There is no journey {name}.", Nearest.Hint(name, [.. library.List(DefinitionKinds.Journey).Select(known => known.Name)])));
    }

    private static JourneyModel Show(Definition definition, RulesetHost rulesets, ShardCounts counts)
    {
        var name = definition.Name;
        var spec = rulesets.Latest.Journey(name, definition.Version)!.Spec;
        var all = counts.All($"journey/{name}/");
        return new(
            name, definition.Title, definition.Description, spec.Version, Words(spec.Trigger), spec.Reentry == Reentry.Once ? "once" : "afterExit",
            Count("started"), Count("active"), Count("completed"), Steps(spec.Steps));

        long Count(string what) => (long)all.GetValueOrDefault(CountNames.Journey(name, what));

        long At(string what, Step step) => (long)all.GetValueOrDefault(CountNames.JourneyStep(name, what, step.Id));

        IReadOnlyList<JourneyStepModel> Steps(IReadOnlyList<Step> steps) => [.. steps.Select(step => step switch
        {
            Step.Wait wait => new JourneyStepModel(step.Id, "wait", $"Wait {wait.For}", At("entered", step), At("here", step), null, null),
            Step.Branch branch => new(step.Id, "branch", branch.If, At("entered", step), 0, Steps(branch.Then), Steps(branch.Else)),
            Step.Send send => new(step.Id, "send", $"Send {send.Channel}: {send.Template}", At("entered", step), 0, null, null),
            _ => new(step.Id, "exit", "Leave the journey", At("entered", step), 0, null, null),
        })];
    }

    private static string Words(Trigger trigger) => trigger switch
    {
        Trigger.OnSegment segment => $"enters {segment.Segment}",
        Trigger.OnEvent { Where: { } where } @event => $"{@event.Event} where {where}",
        Trigger.OnEvent @event => @event.Event,
        _ => throw new InvalidOperationException($"The server does not know how to tell of {trigger}."),
    };
}
