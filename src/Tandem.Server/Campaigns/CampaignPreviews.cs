using Tandem.Engine.Effects;
using Tandem.Engine.Experiments;
using Tandem.Engine.Policies;
using Tandem.Engine.Rulesets;
using Tandem.Server.Customers;
using Tandem.Server.Delivery;
using Tandem.Server.Hosting;

namespace Tandem.Server.Campaigns;

/// <summary>Says who would get a campaign, with the same code that decides it at the launch.</summary>
public sealed class CampaignPreviews(CustomerReader customers, SuppressionList suppressions, EngineClock clock)
{
    public CampaignPreview Of(CampaignSpec campaign, Ruleset rules)
    {
        var (audience, receives, control) = (0L, 0L, 0L);
        var excluded = new Dictionary<string, long>();
        var arms = campaign.Arms.ToDictionary(arm => arm.Name, _ => 0L);
        foreach (var customer in customers.Walk(default))
        {
            if (!customer.IsIn(campaign.Audience) || customer.Assignments.Exists(assignment => assignment.Campaign == campaign.Name)) continue;
            audience++;
            var arm = ArmAssignment.Assign(campaign.Name, customer.Id, campaign.Arms);
            arms[arm.Name]++;
            if (arm.IsControl)
            {
                control++;
                continue;
            }
            var contact = ContactPolicy.Decide(customer, arm.Channel!, rules.Template(arm.Template!)?.Purpose ?? TemplatePurpose.Marketing);
            var reason = contact.Withheld ?? (suppressions.Find(arm.Channel!, contact.Address!) is null ? null : ContactPolicy.Suppressed);
            if (reason is null) receives++;
            else excluded[reason] = excluded.GetValueOrDefault(reason) + 1;
        }
        return new(audience, receives, control,
            [.. excluded.OrderByDescending(pair => pair.Value).Select(pair => new ExclusionModel(pair.Key, ContactPolicy.Reasons[pair.Key], pair.Value))],
            [.. arms.Select(pair => new ArmSizeModel(pair.Key, pair.Value))], clock.GetUtcNow());
    }
}
