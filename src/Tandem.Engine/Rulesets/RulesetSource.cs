using Tandem.Engine.Effects;
using Tandem.Engine.Experiments;
using Tandem.Engine.Identities;
using Tandem.Engine.Journeys;
using Tandem.Engine.Segments;

namespace Tandem.Engine.Rulesets;

/// <summary>All live definitions as plain specs, checked: what a ruleset is compiled from.</summary>
public sealed record RulesetSource
{
    /// <summary>Counts up with each change; 0 is the empty ruleset of a new workspace.</summary>
    public required int Number { get; init; }

    public required IReadOnlyList<SegmentSpec> Segments { get; init; }

    /// <summary>Every version of every journey, by name and version, so that walks under way can finish; see <see cref="LiveJourneys"/>.</summary>
    public required IReadOnlyList<JourneySpec> Journeys { get; init; }

    public required IReadOnlyList<CampaignSpec> Campaigns { get; init; }

    public required IReadOnlyList<TemplateSpec> Templates { get; init; }

    /// <summary>What the workspace says about kinds of identities; at most one for each kind.</summary>
    public IReadOnlyList<IdentitySpec> Identities { get; init; } = [];

    /// <summary>The highest version of each journey: the ones that may start a walk.</summary>
    public IEnumerable<JourneySpec> LiveJourneys => Journeys.GroupBy(journey => journey.Name).Select(versions => versions.MaxBy(journey => journey.Version)!);

    public static RulesetSource Empty { get; } = new() { Number = 0, Segments = [], Journeys = [], Campaigns = [], Templates = [] };
}
