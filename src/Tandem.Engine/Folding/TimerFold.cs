using Tandem.Engine.Customers;
using Tandem.Engine.Journeys;
using Tandem.Primitives;

namespace Tandem.Engine.Folding;

/// <summary>What time alone brings about for a customer: segments that change at a moment, and walks whose wait is over.</summary>
public static class TimerFold
{
    /// <summary>Does what was due up to now, each thing at the moment when it was due.</summary>
    public static void Fire(FoldStep step, Customer customer)
    {
        if (customer.Due is not { } first || first > step.Now) return;
        if (SegmentFold.IsBehind(step, customer)) SegmentFold.DropTracks(step, customer);
        var (until, historical) = (step.Now, step.Historical);
        step.Historical = false;
        while (customer.Due is { } due && due <= until)
        {
            // A walk can wait for a moment that is past already, when its wait began at an earlier one.
            step.Now = due;
            if (customer.SegmentsDue == due) DecideSegments(step, customer, due);
            for (var i = 0; i < customer.Enrolments.Count; i++)
                if (customer.Enrolments[i] is { State: EnrolmentState.Active, Due: { } wake } && wake <= due) JourneyFold.Wake(step, customer, i);
        }
        (step.Now, step.Historical) = (until, historical);
        SegmentFold.Upgrade(step, customer);
        step.State.Touch(customer);
    }

    /// <summary>The same, and brings the customer under the present rules: before anything else happens to them.</summary>
    public static void FireAndUpgrade(FoldStep step, Customer customer)
    {
        Fire(step, customer);
        SegmentFold.Upgrade(step, customer);
    }

    /// <summary>Decides the segments whose answer may change at this moment.</summary>
    private static void DecideSegments(FoldStep step, Customer customer, Instant due)
    {
        step.Changed.Clear();
        customer.Tracks.Advance(step.Rules.Aggregates, due, step.Changed);
        step.Concerned.Clear();
        step.Rules.Segments.Concern(step.Changed, step.Concerned);
        // Nobody knows whether a customer who was not decided under these rules yet enters now, or would have been in before.
        if (SegmentFold.IsBehind(step, customer)) SegmentFold.Decide(step, customer, step.Concerned, null, quietly: true);
        else JourneyFold.Decide(step, customer, step.Concerned);
    }
}
