using Tandem.Engine.Customers;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Segments;

/// <summary>Keeps a customer's memberships true: after each interaction, as time passes, and under new definitions.</summary>
public static class SegmentFold
{
    /// <summary>Decides the segments in the mask anew.</summary>
    /// <param name="entered">Gets the names of segments that were entered, in order.</param>
    /// <param name="quietly">The definition changed, not the customer: who enters is marked as initial.</param>
    public static void Decide(FoldStep step, Customer customer, SegmentMask mask, List<string>? entered, bool quietly = false)
    {
        var facts = step.Facts.Of(customer, step.Now);
        foreach (var segment in step.Rules.Segments.Ordered)
        {
            if (!mask[segment.Index]) continue;
            var place = customer.IndexOfMembership(segment.Name);
            if (segment.Rule.Holds(facts) == place >= 0) continue;
            if (place < 0)
            {
                customer.Memberships.Add(new(segment.Name, step.Now, quietly));
                step.State.Counts.Add(CountNames.Segment(segment.Name), 1);
                step.Tell(customer, TimelineKind.Segment, "entered", segment.Name, quietly || step.Historical ? "initial" : "");
                if (!quietly) entered?.Add(segment.Name);
            }
            else
            {
                Leave(step, customer, place);
            }
        }
    }

    /// <summary>Brings a customer under the present ruleset. What changes triggers nothing.</summary>
    public static void Upgrade(FoldStep step, Customer customer)
    {
        if (customer.Ruleset == step.Rules.Number) return;
        Forget(step, customer);
        Decide(step, customer, step.Rules.Segments.All, null, quietly: true);
        customer.Ruleset = step.Rules.Number;
        Schedule(step, customer);
        step.State.Touch(customer);
    }

    /// <summary>Leaves the segments that are not defined any more.</summary>
    public static void Forget(FoldStep step, Customer customer)
    {
        for (var i = customer.Memberships.Count - 1; i >= 0; i--)
            if (!step.Rules.Segments.Contains(customer.Memberships[i].Segment)) Leave(step, customer, i);
    }

    /// <summary>Finds the next moment at which an interaction drops out of a window.</summary>
    public static void Schedule(FoldStep step, Customer customer)
    {
        Instant? next = null;
        foreach (var (name, window) in step.Rules.Segments.Windows)
        {
            // A window holds what is later than now minus its length, so an interaction drops out exactly one length after it.
            if (customer.Tally(name)?.OldestAfter(step.Now - window) is not { } oldest) continue;
            var drops = oldest + window;
            if (next is null || drops < next) next = drops;
        }
        customer.SegmentsDue = next;
    }

    private static void Leave(FoldStep step, Customer customer, int place)
    {
        var name = customer.Memberships[place].Segment;
        customer.Memberships.RemoveAt(place);
        step.State.Counts.Add(CountNames.Segment(name), -1);
        step.Tell(customer, TimelineKind.Segment, "left", name);
    }
}
