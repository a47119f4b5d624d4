using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Journeys;
using Tandem.Engine.Shards;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>Counts are what counting all states anew gives, and what was reported of messages is counted once for each message.</summary>
internal sealed class CountsAddUp : IInvariant
{
    private const string Name = "counts add up";

    private static readonly string[] Verbs = ["sent", "failed", "bounced", "withheld", "uncertain"];

    public void Check(AtRest rest)
    {
        var expected = new Counts();
        expected.Add(CountNames.Customers, rest.Customers.Count);
        expected.Add(CountNames.Accounts, rest.Accounts.Count);
        foreach (var customer in rest.Customers.Values) Add(expected, customer);
        // Reports on messages of somebody who is gone are not counted, and those of before stay.
        var someAreGone = rest.Durable.Erasures.Done.Count > 0;
        foreach (var record in rest.Store.Messages())
            if (!someAreGone && record.Effect is { OriginKind: "campaign" } effect) expected.Add(CountNames.Arm(effect.OriginName, effect.OriginStep, Verb(record)), 1);
        foreach (var (name, value) in expected.All)
            Ensure.That(rest.Count(name) == value, Name, () => $"{name} is {rest.Count(name)}, and there are {value}");
        foreach (var (name, value) in rest.Counts)
            Ensure.That(!IsRecounted(name, someAreGone) || expected[name] == value, Name, () => $"{name} is {value}, and there are {expected[name]}");
        foreach (var journey in rest.Counts.Keys.Where(name => name.StartsWith("journey/", StringComparison.Ordinal)).Select(name => name.Split('/')[1]).Distinct())
        {
            var (started, completed, active) = (rest.Count(CountNames.Journey(journey, "started")), rest.Count(CountNames.Journey(journey, "completed")), rest.Count(CountNames.Journey(journey, "active")));
            Ensure.That(started >= completed + active, Name, () => $"{journey} was started {started} times, completed {completed} and is walked {active} times");
        }
    }

    private static void Add(Counts counts, Customer customer)
    {
        foreach (var membership in customer.Memberships) counts.Add(CountNames.Segment(membership.Segment), 1);
        foreach (var walk in customer.Enrolments.Where(walk => walk.State == EnrolmentState.Active))
        {
            counts.Add(CountNames.Journey(walk.Journey, "active"), 1);
            counts.Add(CountNames.JourneyStep(walk.Journey, "here", walk.StepId!), 1);
        }
        foreach (var assignment in customer.Assignments)
        {
            counts.Add(CountNames.Arm(assignment.Campaign, assignment.Arm, "assigned"), 1);
            if (assignment.External) counts.Add(CountNames.Arm(assignment.Campaign, assignment.Arm, "external"), 1);
            foreach (var goal in assignment.Goals)
            {
                var names = CountNames.Goal(assignment.Campaign, assignment.Arm, goal.Goal);
                counts.Add(names.Converted, 1);
                counts.Add(names.Sum, goal.Value);
                counts.Add(names.SumOfSquares, goal.Value * goal.Value);
            }
        }
    }

    private static string Verb(MessageRecord record) => record.Report().Outcome switch
    {
        DeliveryOutcome.Sent => "sent",
        DeliveryOutcome.Failed => "failed",
        DeliveryOutcome.Bounced => "bounced",
        DeliveryOutcome.Withheld => "withheld",
        _ => "uncertain",
    };

    /// <summary>Whether a count follows from states and messages alone; others count what happened.</summary>
    private static bool IsRecounted(string name, bool someAreGone) => name.Split('/') switch
    {
        [CountNames.Customers or CountNames.Accounts] => true,
        ["segment" or "goal", ..] => true,
        ["journey", _, "active" or "here", ..] => true,
        ["campaign", _, _, var what] => what is "assigned" or "external" || (!someAreGone && Verbs.Contains(what)),
        _ => false,
    };
}
