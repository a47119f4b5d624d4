using Tandem.Engine.Experiments;
using Tandem.Engine.Experiments.Statistics;
using Tandem.Engine.Shards;

namespace Tandem.Server.Campaigns;

/// <summary>Makes of the shards' counts what a campaign's arms brought about.</summary>
internal sealed class CampaignResults(CampaignSpec campaign, Dictionary<string, decimal> counts)
{
    public long Assigned => campaign.Arms.Sum(arm => Of(arm, "assigned"));

    public bool IsExternal => campaign.Arms.Any(arm => Of(arm, "external") > 0);

    public IReadOnlyList<ArmModel> Arms() => [.. campaign.Arms.Select(arm => new ArmModel(
        arm.Name, arm.IsControl, arm.Template, arm.Weight, Of(arm, "assigned"), Of(arm, "sent"), Of(arm, "withheld"), Of(arm, "failed") + Of(arm, "bounced"),
        [.. campaign.Goals.Select(goal => Result(arm, goal))]))];

    private ArmGoalModel Result(Arm arm, Goal goal)
    {
        var (rate, values) = Measured(arm, goal);
        var hasValue = goal.Value is not null;
        var result = new ArmGoalModel(goal.Name, rate.Count, Proportions.Rate(rate), hasValue ? Means.Mean(values) : null, null, null, null, null, null);
        if (arm.IsControl || campaign.Arms.FirstOrDefault(other => other.IsControl) is not { } control) return result;
        var (controlRate, controlValues) = Measured(control, goal);
        return result with
        {
            Lift = Proportions.Difference(rate, controlRate),
            RelativeLift = Proportions.RelativeLift(rate, controlRate),
            PValue = Proportions.PValue(rate, controlRate),
            ValueLift = hasValue ? Means.Difference(values, controlValues) : null,
            ValuePValue = hasValue ? Means.PValue(values, controlValues) : null,
        };
    }

    private (Proportion Rate, ValueSample Values) Measured(Arm arm, Goal goal)
    {
        var names = CountNames.Goal(campaign.Name, arm.Name, goal.Name);
        var assigned = Of(arm, "assigned");
        return (new((long)Count(names.Converted), assigned), new(assigned, Count(names.Sum), Count(names.SumOfSquares)));
    }

    private long Of(Arm arm, string what) => (long)Count(CountNames.Arm(campaign.Name, arm.Name, what));

    private decimal Count(string name) => counts.GetValueOrDefault(name);
}
