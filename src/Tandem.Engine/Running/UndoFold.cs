using Tandem.Engine.Customers;
using Tandem.Engine.Folding;
using Tandem.Engine.Journal;
using Tandem.Engine.Linking;
using Tandem.Engine.Shards;

namespace Tandem.Engine.Running;

/// <summary>Takes the undoing of a merge from its begin to its end, and folds what waited meanwhile.</summary>
internal sealed class UndoFold(FoldStep step, Routing routing, RuleSwitch rules)
{
    private readonly ShardState state = step.State;

    /// <summary>A merge is to be undone.</summary>
    public void Begin(SeparationStart start)
    {
        // Asked at a bad moment, it is asked again: while the customer is on the move, or waits for an answer about an identity.
        if (state.Find(start.Stayer) is not Customer { IsHeld: false, Linking.Count: 0 } customer || customer.Merged.TrueForAll(merged => merged.Id != start.Absorbed)) return;
        TimerFold.FireAndUpgrade(step, customer);
        SeparationFold.Open(step, customer, start.Absorbed);
    }

    /// <summary>The result of looking through two customers' pasts: what they are without each other, or why they stay one.</summary>
    public void End(SeparationEnd end)
    {
        if (end.WhyNot is { } reason)
        {
            if (state.Find(end.Stayer) is not Customer { IsHeld: false } stays || !stays.IsKnownAs(end.Absorbed)) return;
            TimerFold.FireAndUpgrade(step, stays);
            step.Tell(stays, TimelineKind.Identity, "not-separated", end.Absorbed.ToString(), reason);
            state.Touch(stays);
            return;
        }
        if (state.Find(end.Stayer) is not Customer { Separation: { } open } customer || open.Cut != end.Cut) return;
        var isCurrent = end.Ruleset == state.Head.Ruleset && !state.Head.Aggregates.Awaited().Any();
        var waiting = SeparationFold.Release(step, customer);
        if (isCurrent) customer = SeparationFold.Close(step, customer, end);
        TimerFold.FireAndUpgrade(step, customer);
        routing.DeliverWaiting(customer.Id, waiting);
    }

    /// <summary>At the home of one who comes back.</summary>
    public void TakeBack(ShardMessage message)
    {
        var given = GivenBack.Read(message.First.Span);
        if (SeparationFold.Expect(step, given)) rules.NextEpoch();
        SeparationFold.TakeBack(step, message.Target, message.Subject, given);
    }

    /// <summary>Lets go of a customer whose deadline is over.</summary>
    public void GiveUp(Customer customer, in OpenSeparation open)
    {
        if (open.Deadline > step.Now) return;
        var waiting = SeparationFold.Release(step, customer);
        TimerFold.FireAndUpgrade(step, customer);
        step.Tell(customer, TimelineKind.Identity, "not-separated", open.Absorbed.ToString(), "the pasts of both could not be looked through in time");
        routing.DeliverWaiting(customer.Id, waiting);
    }
}
