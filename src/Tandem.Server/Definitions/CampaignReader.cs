using Tandem.Engine.Experiments;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;

namespace Tandem.Server.Definitions;

/// <summary>Campaigns as written: <c>audience, arms, goals</c>.</summary>
public static class CampaignReader
{
    private const int MaxWeight = 1_000_000;

    /// <summary>Right only where no error was added.</summary>
    public static CampaignSpec Read(Definition definition, References references, ErrorList errors)
    {
        var fields = definition.Read(errors).Map("audience", "arms", "goals");
        return new(
            definition.Name,
            definition.Version,
            references.Segment(fields.Required("audience")),
            Arms(fields.Required("arms"), references),
            Goals(fields.Required("goals")));
    }

    private static List<Arm> Arms(NodeCursor at, References references)
    {
        var arms = new List<Arm>();
        var names = new HashSet<string>();
        foreach (var item in at.Items())
        {
            var fields = item.Map("name", "send", "control", "weight");
            var name = Unique(fields.Required("name"), names, "arm");
            var weight = fields.Optional("weight").Whole(1, 1, MaxWeight);
            if (fields.One("send", "control") != "control")
            {
                var (channel, template) = references.Send(fields.Optional("send"));
                arms.Add(new(name, channel, template, weight));
                continue;
            }
            var control = fields.Optional("control");
            if (!control.Flag(true)) control.Fail("bad_control", "An arm that is not the control group sends something.", "Write control: true, or send: { channel: email, template: … } instead.");
            else if (arms.Any(arm => arm.IsControl)) control.Fail("two_controls", "A campaign has one control group at most.", "Make it an arm that sends something, or give the first one more weight.");
            arms.Add(new(name, null, null, weight));
        }
        if (at.Node is ListNode && arms.All(arm => arm.IsControl)) at.Fail("no_arm", "A campaign needs an arm that sends something.", "Add one: - { name: …, send: { channel: email, template: … } }");
        return arms;
    }

    private static List<Goal> Goals(NodeCursor at)
    {
        var goals = new List<Goal>();
        var names = new HashSet<string>();
        foreach (var item in at.Items())
        {
            var fields = item.Map("name", "event", "within", "value");
            goals.Add(new(Unique(fields.Required("name"), names, "goal"), fields.Required("event").Text(), fields.Required("within").Duration(), fields.Optional("value").TextOrNull()));
        }
        if (at.Node is ListNode && goals.Count == 0) at.Fail("no_goal", "A campaign needs a goal: what it should bring about.", "Add one: - { name: purchase, event: Order Completed, within: 14d }");
        return goals;
    }

    private static string Unique(NodeCursor at, HashSet<string> names, string what)
    {
        var name = at.Name();
        if (name.Length > 0 && !names.Add(name)) at.Fail("duplicate_name", $"Another {what} of this campaign has the name {name}.");
        return name;
    }
}
