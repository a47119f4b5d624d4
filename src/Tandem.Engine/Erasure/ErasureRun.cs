using Tandem.Engine.Backfill;
using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
using Tandem.Engine.Linking;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Erasure;

/// <summary>One customer on the way to be erased.</summary>
internal sealed class ErasureRun(
    IJournal journal, IStateReader states, IInbox inbox, IReadOnlyList<IShardView> shards, IErasureRequests requests,
    ErasureRequest request, IReadOnlyList<IErasable> first, IReadOnlyList<IErasable> then)
{
    private Sending? sending;
    private MessageBarrier? barrier;
    private IReadOnlyList<EntityId> ids = [];
    private ErasedCustomer? erased;
    private int[] rulesets = [];
    private Phase phase;
    private int next;

    public bool IsOver => phase == Phase.Over;

    /// <summary>Whether there was somebody to be erased.</summary>
    public bool WasThere => ids.Count > 0;

    public bool Step() => phase switch
    {
        Phase.States => LeaveStates(),
        Phase.Told => Pass(Phase.Stored),
        // Until then the outbox still has what was decided for the customer.
        Phase.Stored => Store(default) && Go(Phase.First),
        Phase.First => Erase(first, Phase.Quiet),
        Phase.Quiet => Pass(Phase.Cut),
        Phase.Cut => Cut(),
        Phase.Then => Erase(then, Phase.Check),
        Phase.Check => Check(),
        _ => false,
    };

    private bool LeaveStates()
    {
        if (sending is not null)
        {
            if (sending.Retry()) return true;
            if (!sending.IsOver) return false;
            sending = null;
        }
        var (found, gone) = Find();
        // A merge was undone, and the one who is given back is still on the way: whoever this id leads to is somebody else.
        if (found?.IsKnownAs(request.Customer) == false || gone?.Ids.Contains(request.Customer) == false) return false;
        if (gone is not null)
        {
            // What is read of the shards from now on knows of it, and so of all that they told each other because of it.
            if (!Store(default)) return false;
            ids = gone.Ids;
            requests.Done(request, Eraser.States, ids.Count);
            return Go(Phase.Told);
        }
        // Nobody of this id, and nobody was erased: there is nothing to do.
        if (found is null) return Go(Phase.Over);
        if (!EraseFold.CanBegin(found)) return false;
        // Before anything is gone: after that nobody knows by what the customer was known.
        if (!requests.Know(request, [.. found.Identities.Select(known => known.Identity)])) return false;
        sending = new(inbox, shards[found.Id.Home.Value]);
        sending.Send(EntryKind.Erase, new ErasureStart(found.Id, EraseFold.WhatIsKnown(found)).ToBytes());
        return true;
    }

    private (Customer? Customer, Erased? Gone) Find()
    {
        var id = request.Customer;
        while (!id.IsNobody && id.Home.Value < shards.Count)
        {
            var here = id;
            var (customer, gone, to) = shards[id.Home.Value].Read(state => state.Find(here) switch
            {
                Customer customer => (customer.Copy(), null, default),
                Erased gone => (null, gone, default),
                Moved moved => (null, null, moved.To),
                _ => (default(Customer), default(Erased), default(EntityId)),
            });
            if (to.IsNobody) return (customer, gone);
            id = to;
        }
        return default;
    }

    /// <summary>Waits until all that was under way for the customer has come, and was dropped.</summary>
    private bool Pass(Phase to)
    {
        barrier ??= new(shards);
        if (!barrier.IsPassed()) return false;
        barrier = null;
        return Go(to);
    }

    private bool Cut()
    {
        // A past that is being looked through may still be sent, in pages that nobody has seen yet.
        if (!IsWhole()) return false;
        var upTo = journal.Last;
        if (!Store(upTo)) return false;
        rulesets = Rulesets();
        erased = new(ids, upTo);
        return Go(Phase.Then);
    }

    /// <summary>Makes checkpoints that have everything up to a position.</summary>
    private bool Store(Position upTo)
    {
        foreach (var shard in shards)
            if ((shard.Folded < upTo && (states.WaitingFor(shard.Id) > 0 || shard.IsBusy)) || !shard.Store()) return false;
        return true;
    }

    private bool Erase(IReadOnlyList<IErasable> from, Phase to)
    {
        if (next == from.Count) return Go(to);
        if (from[next].Erase(request, erased ?? new(ids, default)) is not { } count) return false;
        requests.Done(request, from[next].Name, count);
        next++;
        return true;
    }

    /// <summary>Where rules changed meanwhile, a past was looked through that was not rewritten yet: once more.</summary>
    private bool Check() => Go(IsWhole() && Rulesets().AsSpan().SequenceEqual(rulesets) ? Phase.Over : Phase.Told);

    private bool Go(Phase to)
    {
        (phase, next) = (to, 0);
        return true;
    }

    private int[] Rulesets() => [.. shards.Select(shard => shard.Read(state => state.Head.Ruleset))];

    private bool IsWhole() =>
        shards.All(shard => shard.Read(state => !state.Head.Aggregates.Awaited().Any())) && shards.Sum(shard => shard.Read(state => state.Head.OpenPieces)) == 0;

    private enum Phase
    {
        States,
        Told,
        Stored,
        First,
        Quiet,
        Cut,
        Then,
        Check,
        Over,
    }
}
