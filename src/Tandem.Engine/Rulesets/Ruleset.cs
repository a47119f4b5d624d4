using System.Collections.Frozen;
using Tandem.Engine.Aggregates;
using Tandem.Engine.Effects;
using Tandem.Engine.Experiments;
using Tandem.Engine.Identities;
using Tandem.Engine.Journeys;
using Tandem.Engine.Segments;
using Tandem.Expressions;
using Tandem.Expressions.Facts;

namespace Tandem.Engine.Rulesets;

/// <summary>All live definitions, compiled. Immutable; shared by all shards.</summary>
public sealed class Ruleset
{
    private readonly FrozenDictionary<(string, int), JourneyPlan> journeys;
    private readonly FrozenDictionary<string, JourneyPlan[]> journeysByEvent, journeysBySegment;
    private readonly FrozenDictionary<string, CampaignSpec> campaigns;
    private readonly FrozenDictionary<string, (CampaignSpec, Goal)[]> goalsByEvent;
    private readonly FrozenDictionary<string, TemplateSpec> templates;

    private Ruleset(RulesetSource source)
    {
        Source = source;
        Identities = IdentityRules.Of(source.Identities);
        // One table: what one rule reads of a customer is there for the others.
        var facts = new FactTable();
        var segments = source.Segments.Select(spec => (spec.Name, Rule: Rule.Compile(spec.Expression, RuleScope.Segment, facts).Value)).ToList();
        var plans = source.Journeys.Select(spec => JourneyPlan.Of(spec, facts)).ToList();
        var rules = segments.Select(segment => segment.Rule).Concat(plans.SelectMany(plan => plan.Rules));
        Aggregates = AggregateIndex.Of(rules.SelectMany(rule => rule.Reads.Aggregates));
        Segments = SegmentIndex.Of(segments, Aggregates);
        journeys = plans.ToFrozenDictionary(plan => (plan.Name, plan.Spec.Version));
        var live = source.LiveJourneys.Select(spec => journeys[(spec.Name, spec.Version)]).ToList();
        journeysByEvent = live.Where(plan => plan.Spec.Trigger is Trigger.OnEvent)
            .GroupBy(plan => ((Trigger.OnEvent)plan.Spec.Trigger).Event).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        journeysBySegment = live.Where(plan => plan.Spec.Trigger is Trigger.OnSegment)
            .GroupBy(plan => ((Trigger.OnSegment)plan.Spec.Trigger).Segment).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        campaigns = source.Campaigns.ToFrozenDictionary(spec => spec.Name, StringComparer.Ordinal);
        goalsByEvent = source.Campaigns.SelectMany(spec => spec.Goals.Select(goal => (Campaign: spec, Goal: goal)))
            .GroupBy(pair => pair.Goal.Event).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        templates = source.Templates.ToFrozenDictionary(spec => spec.Name, StringComparer.Ordinal);
    }

    public static Ruleset Empty { get; } = new(RulesetSource.Empty);

    public int Number => Source.Number;

    public RulesetSource Source { get; }

    /// <summary>What its rules read of customers' pasts: what there is to keep.</summary>
    public AggregateIndex Aggregates { get; }

    public SegmentIndex Segments { get; }

    public IdentityRules Identities { get; }

    /// <summary>Compiles definitions that publishing has checked; a rule that does not compile here is misuse.</summary>
    public static Ruleset Compile(RulesetSource source) => new(source);

    public JourneyPlan? Journey(string name, int version) => journeys.GetValueOrDefault((name, version));

    public ReadOnlySpan<JourneyPlan> JourneysOnEvent(string name) => journeysByEvent.GetValueOrDefault(name);

    public ReadOnlySpan<JourneyPlan> JourneysOnSegment(string segment) => journeysBySegment.GetValueOrDefault(segment);

    public CampaignSpec? Campaign(string name) => campaigns.GetValueOrDefault(name);

    public ReadOnlySpan<(CampaignSpec Campaign, Goal Goal)> GoalsOn(string @event) => goalsByEvent.GetValueOrDefault(@event);

    public TemplateSpec? Template(string name) => templates.GetValueOrDefault(name);
}
