using Tandem.Engine.Customers;
using Tandem.Engine.Segments;
using Tandem.Engine.Shards;
using Tandem.Expressions;

namespace Tandem.Engine.Folding;

/// <summary>Keeps a customer's memberships true: after each interaction, as time passes, and under new definitions.</summary>
public static class SegmentFold
{
    /// <summary>Decides the segments in the mask anew.</summary>
    /// <param name="entered">Gets the names of segments that were entered, in order.</param>
    /// <param name="quietly">The rules changed, or what is known of the past, and not the customer: who enters is marked as initial.</param>
    /// <returns>Whether any was entered or left.</returns>
    public static bool Decide(FoldStep step, Customer customer, SegmentMask mask, List<string>? entered, bool quietly = false)
    {
        var facts = step.Facts.Of(customer, step.Now);
        var changed = false;
        for (var index = mask.After(-1); index >= 0; index = mask.After(index))
        {
            // What reads a past that is not whole yet stays as it is until everybody is decided anew.
            if (step.Frozen[index]) continue;
            var segment = step.Rules.Segments.Ordered[index];
            var place = customer.IndexOfMembership(segment.Name);
            if (Holds(step, segment, facts) == place >= 0) continue;
            changed = true;
            if (place < 0)
            {
                customer.Memberships.Add(new(segment.Name, step.Now, quietly));
                step.State.Counts.Add(CountNames.Segment(segment.Name), 1);
                step.State.Counts.Add(CountNames.SegmentEntered(segment.Name), 1);
                step.Tell(customer, TimelineKind.Segment, "entered", segment.Name, quietly || step.Historical ? "initial" : "");
                if (!quietly) entered?.Add(segment.Name);
            }
            else
            {
                Leave(step, customer, place);
            }
        }
        return changed;
    }

    /// <summary>Whether the customer was not decided under the present rules yet.</summary>
    public static bool IsBehind(FoldStep step, Customer customer)
    {
        var head = step.State.Head;
        return head.EpochOf(customer.Id, customer.Epoch) != head.Epoch;
    }

    /// <summary>Brings a customer to whom something is about to happen under the present rules. What changes by that triggers nothing.</summary>
    public static void Upgrade(FoldStep step, Customer customer)
    {
        if (!IsBehind(step, customer)) return;
        Renew(step, customer);
        customer.Epoch = step.State.Head.Epoch;
        step.State.Touch(customer);
    }

    /// <summary>The same for a customer to whom nothing happens: where the present rules change nothing, nothing is stored.</summary>
    public static void Restate(FoldStep step, Customer customer)
    {
        if (!IsBehind(step, customer) || !Renew(step, customer)) return;
        customer.Epoch = step.State.Head.Epoch;
        step.State.Touch(customer);
    }

    /// <summary>Leaves the segments that are not defined any more.</summary>
    public static bool Forget(FoldStep step, Customer customer)
    {
        var before = customer.Memberships.Count;
        for (var i = before - 1; i >= 0; i--)
            if (!step.Rules.Segments.Contains(customer.Memberships[i].Segment)) Leave(step, customer, i);
        return customer.Memberships.Count < before;
    }

    /// <summary>Drops what is kept of the past for other rules than the present ones.</summary>
    public static bool DropTracks(FoldStep step, Customer customer)
    {
        var before = customer.Tracks.Count;
        customer.Tracks.Keep(step.Rules.Aggregates, step.Generations);
        return customer.Tracks.Count < before;
    }

    private static bool Renew(FoldStep step, Customer customer)
    {
        return DropTracks(step, customer) | Forget(step, customer) | Decide(step, customer, step.Rules.Segments.All, null, quietly: true);
    }

    /// <summary>An error counts as false, and is counted.</summary>
    private static bool Holds(FoldStep step, CompiledSegment segment, CustomerFacts facts)
    {
        var outcome = segment.Rule.Test(facts);
        if (outcome == Outcome.Error) step.State.Counts.Add(CountNames.SegmentErrors(segment.Name), 1);
        return outcome == Outcome.True;
    }

    private static void Leave(FoldStep step, Customer customer, int place)
    {
        var name = customer.Memberships[place].Segment;
        customer.Memberships.RemoveAt(place);
        step.State.Counts.Add(CountNames.Segment(name), -1);
        step.State.Counts.Add(CountNames.SegmentLeft(name), 1);
        step.Tell(customer, TimelineKind.Segment, "left", name);
    }
}
