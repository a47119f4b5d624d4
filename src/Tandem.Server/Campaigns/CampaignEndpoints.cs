using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;
using Tandem.Server.Api;
using Tandem.Server.Definitions;
using Tandem.Server.Hosting;

namespace Tandem.Server.Campaigns;

/// <summary>Campaigns over HTTP: results, preview, launch.</summary>
public static class CampaignEndpoints
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services) => services
        .AddSingleton<CampaignPreviews>().AddSingleton<CampaignLauncher>().AddHostedService(provider => provider.GetRequiredService<CampaignLauncher>());

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapCampaigns(this IEndpointRouteBuilder api)
    {
        var campaigns = api.MapGroup("campaigns").WithTags("Campaigns");
        campaigns.MapGet("", List).WithName("ListCampaigns").WithSummary("All campaigns with their results.");
        campaigns.MapGet("{name}", Get).WithName("GetCampaign").WithSummary("One campaign with its results: each arm against the control group.");
        campaigns.MapGet("{name}/preview", Preview).WithName("PreviewCampaign").WithSummary("Who would get it and who not, by reason, if it were launched now.");
        campaigns.MapPost("{name}/launch", Launch).WithName("LaunchCampaign").WithSummary("Launches a campaign, once: its audience is assigned to arms, and the messages go out.");
        return api;
    }

    private static async Task<Ok<CampaignList>> List(DefinitionLibrary library, RulesetHost rulesets, CampaignLauncher launcher, ShardCounts counts, IEngine engine, CancellationToken cancelled)
    {
        await engine.Settle(cancelled);
        return TypedResults.Ok(new CampaignList([.. library.List(DefinitionKinds.Campaign).Select(definition => Show(definition, rulesets, launcher, counts))]));
    }

    private static async Task<Results<Ok<CampaignModel>, NotFound<Problem>>> Get(
        string name, DefinitionLibrary library, RulesetHost rulesets, CampaignLauncher launcher, ShardCounts counts, IEngine engine, CancellationToken cancelled)
    {
        await engine.Settle(cancelled);
        return library.Current(DefinitionKinds.Campaign, name) is { } definition
            ? TypedResults.Ok(Show(definition, rulesets, launcher, counts))
            : TypedResults.NotFound(Unknown(name, library));
    }

    private static async Task<Results<Ok<CampaignPreview>, NotFound<Problem>>> Preview(
        string name, DefinitionLibrary library, RulesetHost rulesets, CampaignPreviews previews, IEngine engine, CancellationToken cancelled)
    {
        await engine.Settle(cancelled);
        engine.Checkpoint();
        var rules = rulesets.Latest;
        return rules.Campaign(name) is { } campaign ? TypedResults.Ok(previews.Of(campaign, rules)) : TypedResults.NotFound(Unknown(name, library));
    }

    private static Results<Accepted<CampaignModel>, NotFound<Problem>, Conflict<Problem>> Launch(
        string name, DefinitionLibrary library, RulesetHost rulesets, CampaignLauncher launcher, ShardCounts counts)
    {
        if (library.Current(DefinitionKinds.Campaign, name) is not { } definition) return TypedResults.NotFound(Unknown(name, library));
        return launcher.Launch(name, "admin").TryGet(out _, out var errors)
            ? TypedResults.Accepted($"/api/v1/campaigns/{name}", Show(definition, rulesets, launcher, counts))
            : TypedResults.Conflict(new Problem(errors));
    }

    private static CampaignModel Show(Definition definition, RulesetHost rulesets, CampaignLauncher launcher, ShardCounts counts)
    {
        var campaign = rulesets.Latest.Campaign(definition.Name)!;
        var results = new CampaignResults(campaign, counts.All($"campaign/{campaign.Name}/").Concat(counts.All($"goal/{campaign.Name}/")).ToDictionary());
        var launch = launcher.Find(definition.Name);
        return new(
            definition.Name, definition.Title, definition.Description, campaign.Audience, launch switch { null => "draft", { Done: false } => "launching", _ => "live" },
            launch?.At.ToDateTimeOffset(), launch?.By,
            [.. campaign.Goals.Select(goal => new GoalModel(goal.Name, goal.Event, goal.Within.ToString(), goal.Value))],
            results.Arms(), results.Assigned, results.IsExternal);
    }

    private static Problem Unknown(string name, DefinitionLibrary library) =>
        Problem.Of("unknown_campaign", $"There is no campaign {name}.", Nearest.Hint(name, [.. library.List(DefinitionKinds.Campaign).Select(definition => definition.Name)]));
}
