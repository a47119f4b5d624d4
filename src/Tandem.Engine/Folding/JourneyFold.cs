using Tandem.Engine.Customers;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journeys;
using Tandem.Engine.Segments;
using Tandem.Engine.Shards;

namespace Tandem.Engine.Folding;

/// <summary>Starts walks and takes them from step to step.</summary>
public static class JourneyFold
{
    /// <summary>Starts the journeys that wait for this interaction.</summary>
    public static void OnInteraction(FoldStep step, Customer customer, Interaction interaction)
    {
        if (step.Historical) return;
        foreach (var plan in step.Rules.JourneysOnEvent(interaction.Name))
        {
            if (plan.Filter is { } filter && !filter.Holds(step.Facts.Of(customer, step.Now, new(interaction)))) continue;
            Start(step, customer, plan, EventForm.JsonOf(interaction), $"{interaction.Name} at {interaction.Timestamp} started the journey");
        }
    }

    /// <summary>Decides the segments in the mask anew, and starts the journeys that wait for one of them to be entered.</summary>
    public static void Decide(FoldStep step, Customer customer, SegmentMask mask)
    {
        step.Entered.Clear();
        SegmentFold.Decide(step, customer, mask, step.Entered);
        OnEntered(step, customer, step.Entered);
    }

    /// <summary>Goes on with a walk whose wait is over.</summary>
    public static void Wake(FoldStep step, Customer customer, int place)
    {
        var enrolment = customer.Enrolments[place];
        var plan = step.Rules.Journey(enrolment.Journey, enrolment.Version);
        step.State.Counts.Add(CountNames.JourneyStep(enrolment.Journey, "here", enrolment.StepId!), -1);
        if (plan is null)
        {
            Finish(step, customer, place, enrolment, EnrolmentState.Exited);
            return;
        }
        Walk(step, customer, place, plan, enrolment with { Step = plan.Steps[enrolment.Step].Next, Due = null });
    }

    private static void OnEntered(FoldStep step, Customer customer, List<string> segments)
    {
        if (step.Historical) return;
        foreach (var segment in segments)
            foreach (var plan in step.Rules.JourneysOnSegment(segment))
                Start(step, customer, plan, default, $"entering the segment {segment} at {step.Now} started the journey");
    }

    private static void Start(FoldStep step, Customer customer, JourneyPlan plan, ReadOnlyMemory<byte> @event, string because)
    {
        var place = customer.Enrolments.FindIndex(enrolment => enrolment.Journey == plan.Name);
        var visit = 1;
        if (place >= 0)
        {
            var before = customer.Enrolments[place];
            if (before.State == EnrolmentState.Active || plan.Spec.Reentry == Reentry.Once) return;
            visit = before.Visit + 1;
        }
        var enrolment = new Enrolment(plan.Name, plan.Spec.Version, visit, EnrolmentState.Active, 0, null, step.Now, null, @event, [because]);
        if (place < 0)
        {
            place = customer.Enrolments.Count;
            customer.Enrolments.Add(enrolment);
        }
        step.State.Counts.Add(CountNames.Journey(plan.Name, "started"), 1);
        step.State.Counts.Add(CountNames.Journey(plan.Name, "active"), 1);
        step.Tell(customer, TimelineKind.Journey, "started", plan.Name, because);
        Walk(step, customer, place, plan, enrolment);
    }

    private static void Walk(FoldStep step, Customer customer, int place, JourneyPlan plan, Enrolment enrolment)
    {
        while (enrolment.Step < plan.Steps.Count)
        {
            var planned = plan.Steps[enrolment.Step];
            if (planned.Step is not null) step.State.Counts.Add(CountNames.JourneyStep(plan.Name, "entered", planned.Step.Id), 1);
            switch (planned.Step)
            {
                case Step.Wait wait:
                    step.State.Counts.Add(CountNames.JourneyStep(plan.Name, "here", wait.Id), 1);
                    customer.Enrolments[place] = enrolment with { StepId = wait.Id, Due = step.Now + wait.For };
                    return;
                case Step.Branch branch:
                    var started = enrolment.Event;
                    var holds = planned.Rule!.Holds(step.Facts.Of(customer, step.Now, new(started)));
                    enrolment = enrolment with
                    {
                        Step = holds ? planned.Next : planned.Otherwise,
                        Why = [.. enrolment.Why, $"at {step.Now} “{branch.If}” {(holds ? "held" : "did not hold")} (step {branch.Id})"],
                    };
                    continue;
                case Step.Send send:
                    MessageFold.Queue(step, customer, new("journey", plan.Name, send.Id), $"journey/{plan.Name}/{customer.Id}/{send.Id}/{enrolment.Visit}",
                        send.Channel, send.Template, enrolment.Event, enrolment.Why);
                    break;
                case Step.Exit:
                    Finish(step, customer, place, enrolment, EnrolmentState.Exited);
                    return;
            }
            enrolment = enrolment with { Step = planned.Next };
        }
        Finish(step, customer, place, enrolment, EnrolmentState.Completed);
    }

    private static void Finish(FoldStep step, Customer customer, int place, Enrolment enrolment, EnrolmentState state)
    {
        // The interaction is not needed any more; what is kept says that the walk was.
        customer.Enrolments[place] = enrolment with { State = state, StepId = null, Due = null, Event = default, Since = step.Now };
        step.State.Counts.Add(CountNames.Journey(enrolment.Journey, "active"), -1);
        step.State.Counts.Add(CountNames.Journey(enrolment.Journey, "completed"), 1);
        step.Tell(customer, TimelineKind.Journey, state == EnrolmentState.Completed ? "completed" : "exited", enrolment.Journey);
    }
}
