using Tandem.Engine.Customers;
using Tandem.Engine.Experiments;
using Tandem.Engine.Interactions;
using Tandem.Engine.Shards;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Folding;

/// <summary>Assigns customers to the arms of campaigns, sends what the arms say, and counts the goals they reach.</summary>
public static class CampaignFold
{
    /// <summary>The interaction by which another system says which arm it drew (Segment's A/B testing spec).</summary>
    public const string ExternalAssignment = "Experiment Viewed";

    private static readonly Value ExperimentName = Value.Of("experiment_name"), ExperimentId = Value.Of("experiment_id"),
        VariationName = Value.Of("variation_name"), VariationId = Value.Of("variation_id");

    /// <summary>Enrols a customer in a campaign that is launched, if the audience still holds and no arm was recorded before.</summary>
    public static void Launch(FoldStep step, Customer customer, CampaignSpec campaign)
    {
        if (!customer.IsIn(campaign.Audience) || IndexOf(customer, campaign.Name) >= 0) return;
        var arm = ArmAssignment.Assign(campaign.Name, customer.Id, campaign.Arms);
        Assign(step, customer, campaign, arm, step.Now, external: false);
        if (arm.IsControl) return;
        MessageFold.Queue(step, customer, new("campaign", campaign.Name, arm.Name), $"campaign/{campaign.Name}/{arm.Name}/{customer.Id}",
            arm.Channel!, arm.Template!, default,
            [$"the campaign {campaign.Name} was launched, and the customer was in its audience {campaign.Audience}", $"the arm {arm.Name} was drawn for the customer"]);
    }

    /// <summary>Takes over an arm that another system drew, and counts goals.</summary>
    public static void OnInteraction(FoldStep step, Customer customer, Interaction interaction)
    {
        if (interaction.Name == ExternalAssignment) AssignExternally(step, customer, interaction);
        if (customer.Assignments.Count == 0) return;
        foreach (var (campaign, goal) in step.Rules.GoalsOn(interaction.Name))
        {
            var place = IndexOf(customer, campaign.Name);
            if (place >= 0) Reach(step, customer, place, goal, interaction);
        }
    }

    /// <summary>What a customer adds to the counts of its arms; taken away and added again when customers are joined.</summary>
    public static void Count(Counts counts, Customer customer, int sign)
    {
        foreach (var assignment in customer.Assignments)
        {
            counts.Add(CountNames.Arm(assignment.Campaign, assignment.Arm, "assigned"), sign);
            if (assignment.External) counts.Add(CountNames.Arm(assignment.Campaign, assignment.Arm, "external"), sign);
            foreach (var goal in assignment.Goals)
            {
                var names = CountNames.Goal(assignment.Campaign, assignment.Arm, goal.Goal);
                counts.Add(names.Converted, sign);
                counts.Add(names.Sum, sign * goal.Value);
                counts.Add(names.SumOfSquares, sign * goal.Value * goal.Value);
            }
        }
    }

    private static void AssignExternally(FoldStep step, Customer customer, Interaction interaction)
    {
        var properties = interaction.Properties.AsMap;
        var name = Text(properties, ExperimentName) ?? Text(properties, ExperimentId);
        var variation = Text(properties, VariationName) ?? Text(properties, VariationId);
        if (name is null || variation is null || step.Rules.Campaign(name) is not { } campaign || IndexOf(customer, name) >= 0) return;
        var arm = campaign.Arms.FirstOrDefault(arm => arm.Name == variation);
        if (arm is null)
        {
            step.Tell(customer, TimelineKind.Campaign, "ignored", name, $"the campaign has no arm named {variation}");
            return;
        }
        Assign(step, customer, campaign, arm, interaction.Timestamp, external: true);
    }

    private static void Assign(FoldStep step, Customer customer, CampaignSpec campaign, Arm arm, Instant at, bool external)
    {
        customer.Assignments.Add(new(Texts.Shared(campaign.Name), Texts.Shared(arm.Name), at, external, []));
        step.State.Counts.Add(CountNames.Arm(campaign.Name, arm.Name, "assigned"), 1);
        if (external) step.State.Counts.Add(CountNames.Arm(campaign.Name, arm.Name, "external"), 1);
        step.Tell(customer, TimelineKind.Campaign, "assigned", campaign.Name, arm.Name);
    }

    private static void Reach(FoldStep step, Customer customer, int place, Goal goal, Interaction interaction)
    {
        var assignment = customer.Assignments[place];
        if (interaction.Timestamp < assignment.At || interaction.Timestamp >= assignment.At + goal.Within) return;
        var value = goal.Value is null ? 0 : Number(interaction.Properties.AsMap, goal.Value);
        var names = CountNames.Goal(assignment.Campaign, assignment.Arm, goal.Name);
        var goals = assignment.Goals.ToList();
        var reached = goals.FindIndex(known => known.Goal == goal.Name);
        var before = 0m;
        if (reached < 0)
        {
            step.State.Counts.Add(names.Converted, 1);
            goals.Add(new(Texts.Shared(goal.Name), interaction.Timestamp, value));
            step.Tell(customer, TimelineKind.Campaign, "goal", assignment.Campaign, goal.Name);
        }
        else
        {
            before = goals[reached].Value;
            goals[reached] = goals[reached] with { Value = before + value };
        }
        step.State.Counts.Add(names.Sum, value);
        step.State.Counts.Add(names.SumOfSquares, (before + value) * (before + value) - before * before);
        customer.Assignments[place] = assignment with { Goals = goals };
    }

    private static int IndexOf(Customer customer, string campaign) => customer.Assignments.FindIndex(assignment => assignment.Campaign == campaign);

    private static string? Text(IReadOnlyDictionary<Value, Value> map, Value key) =>
        map.TryGetValue(key, out var value) && value.Kind == ValueKind.String ? value.AsString : null;

    /// <summary>A number, or a text that is one; values beyond 12 digits before the point count as 0, so that sums of squares stay exact.</summary>
    private static decimal Number(IReadOnlyDictionary<Value, Value> map, string name)
    {
        if (!map.TryGetValue(Value.Of(name), out var value)) return 0;
        var number = value.Kind switch
        {
            ValueKind.Double when Math.Abs(value.AsDouble) < 1e12 => (decimal)value.AsDouble,
            ValueKind.String when decimal.TryParse(value.AsString, System.Globalization.CultureInfo.InvariantCulture, out var parsed) && Math.Abs(parsed) < 1e12m => parsed,
            _ => 0,
        };
        return Math.Round(number, 4);
    }
}
