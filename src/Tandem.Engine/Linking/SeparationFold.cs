using Tandem.Engine.Aggregates;
using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Folding;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Linking;

/// <summary>
/// Undoes a merge. The customer who stayed is held while both pasts are looked through beside the traffic; then it becomes
/// what it is without the other, and the other one's home gets that one back.
/// </summary>
public static class SeparationFold
{
    /// <summary>How long a customer is held at most.</summary>
    public static readonly Duration Patience = Duration.FromSeconds(60);

    /// <summary>Holds the customer: the entry being folded is the cut.</summary>
    public static void Open(FoldStep step, Customer customer, EntityId absorbed)
    {
        customer.Separation = new(absorbed, step.Folding, step.Now + Patience);
        step.State.Touch(customer);
    }

    /// <summary>Lets go of the customer. Answers what waited, to be folded now.</summary>
    public static IReadOnlyList<ParkedEntry> Release(FoldStep step, Customer customer)
    {
        ParkedEntry[] waiting = [.. customer.Parked];
        customer.Parked.Clear();
        customer.Separation = null;
        step.State.Touch(customer);
        return waiting;
    }

    /// <summary>Makes of the customer what it is without the other one, and gives that one back. Answers the new one.</summary>
    public static Customer Close(FoldStep step, Customer before, SeparationEnd end)
    {
        var state = step.State;
        var customer = Customer.Read(end.Stayer, end.Profile.Span, end.Work);
        IdentityFold.Count(state.Counts, before, -1);
        state.Timers.Set(customer.Id, null);
        state.Replace(customer);
        foreach (var (number, bytes) in end.Chunks) state.Replace(new TimelineChunk(customer.Id, number, bytes));
        TellAccounts(step, before, customer, GivenBack.Read(end.GivenBack.Span).ToCustomer(end.Absorbed));
        Begin(step, customer);
        step.Tell(customer, TimelineKind.Identity, "separated", end.Absorbed.ToString());
        state.Head.OpenPieces++;
        state.Send(end.Absorbed.Home, new() { Kind = MessageKind.GivenBack, Target = end.Absorbed, Subject = customer.Id, First = end.GivenBack });
        return customer;
    }

    /// <summary>
    /// At the home of one who comes back: prepares for a past that was folded elsewhere. Where the shard is under newer rules
    /// than that past, what these began with is awaited again.
    /// </summary>
    /// <returns>Whether anything is.</returns>
    public static bool Expect(FoldStep step, GivenBack given)
    {
        var head = step.State.Head;
        var events = given.ToCustomer(default).Events;
        head.MayHave(events.Select(counter => counter.Name), others: events.Count >= EventCounter.MaxNames);
        return head.Aggregates.AwaitAfter(given.Ruleset, step.Rules.Aggregates.All.Where(aggregate => AggregateIndex.EventsOf(aggregate).Any(head.MayHaveSeen)));
    }

    /// <summary>At the home of one who comes back: its id lives again.</summary>
    public static void TakeBack(FoldStep step, EntityId id, EntityId stayer, GivenBack given)
    {
        var state = step.State;
        if (state.Find(id) is not Moved) throw new InvalidDataException($"{id} is given back to shard {state.Id}, where it was never merged.");
        var customer = given.ToCustomer(id);
        state.Head.OpenPieces--;
        state.Replace(customer);
        foreach (var position in given.Interactions)
        {
            step.Note(position, DispositionKind.Reassigned, id);
            state.Tell(customer, new(TimelineKind.Interaction, position, step.Now, "", "", ""));
        }
        Begin(step, customer);
        step.Tell(customer, TimelineKind.Identity, "separated", stayer.ToString());
    }

    /// <summary>Counts the customer, and decides it under the present rules: what changes by that triggers nothing.</summary>
    private static void Begin(FoldStep step, Customer customer)
    {
        IdentityFold.Count(step.State.Counts, customer, 1);
        SegmentFold.DropTracks(step, customer);
        customer.Tracks.Advance(step.Rules.Aggregates, step.Now, new(step.Rules.Aggregates.Count));
        SegmentFold.Forget(step, customer);
        SegmentFold.Decide(step, customer, step.Rules.Segments.All, null, quietly: true);
        customer.Epoch = step.State.Head.Epoch;
        step.State.Touch(customer);
    }

    private static void TellAccounts(FoldStep step, Customer before, Customer stayer, Customer other)
    {
        foreach (var link in before.Accounts)
        {
            var (stays, goes) = (stayer.Accounts.Find(known => known.Account == link.Account), other.Accounts.Find(known => known.Account == link.Account));
            if (stays is not null && goes is null) continue;
            var left = new ByteWriter();
            if (stays is null)
                foreach (var id in stayer.Merged.Select(merged => merged.Id).Append(stayer.Id)) left.Fixed64((ulong)id.Value);
            step.State.Send(link.Account.Home, new()
            {
                Kind = MessageKind.MemberSeparated, Target = link.Account, Subject = goes is null ? default : other.Id, Time = (goes ?? link).Since, Second = left.ToArray(),
            });
        }
    }
}
