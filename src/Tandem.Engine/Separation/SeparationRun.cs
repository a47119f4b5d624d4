using Tandem.Engine.Backfill;
using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Separation;

/// <summary>One merge on its way to be undone.</summary>
internal sealed class SeparationRun(
    IJournal journal, IStateReader states, IInbox inbox, IReadOnlyList<IShardView> shards, Func<int, Ruleset> rulesets, EntityId absorbed)
{
    /// <summary>The customer may be on the move when it is asked, or the rules change meanwhile; so often it is tried again.</summary>
    private const int Attempts = 20;

    private Sending? sending;
    private EntityId stayer;
    private int attempts, reason = SeparationEnd.NoMoment;
    private bool isClosing, isTelling;

    public bool IsOver { get; private set; }

    public bool Step()
    {
        if (sending is null) return Open();
        if (sending.Retry()) return true;
        if (!sending.IsOver) return false;
        if (isTelling) return IsOver = true;
        if (!isClosing && Held() is { } held) return Close(held);
        // It is done, or it was a bad moment.
        (sending, isClosing) = (null, false);
        return true;
    }

    private bool Open()
    {
        var (to, isMergedItself) = (MovedTo(absorbed), false);
        for (var next = MovedTo(to); !next.IsNobody; next = MovedTo(to)) (to, isMergedItself) = (next, true);
        var (canBe, canBeNow, isHeld) = to.IsNobody ? default : shards[to.Home.Value].Read(state => state.Find(to) is Customer customer
            ? (customer.IsKnownAs(absorbed), customer is { IsHeld: false, Linking.Count: 0 }, customer.Separation?.Absorbed == absorbed)
            : default);
        if (!canBe) return IsOver = true;
        if (isMergedItself || attempts >= Attempts) return canBeNow && GiveUp(to, isMergedItself ? SeparationEnd.LaterMerge : reason);
        if (!isHeld && (!canBeNow || PresentRules() is null)) return false;
        stayer = to;
        attempts++;
        sending = new(inbox, shards[to.Home.Value]);
        // A customer who is held for this already was so when the last process ended: it goes on from there.
        if (!isHeld) sending.Send(EntryKind.Separating, new SeparationStart(to, absorbed).ToBytes());
        return true;
    }

    private bool Close(Customer held)
    {
        var open = held.Separation!.Value;
        foreach (var home in held.Merged.Select(merged => merged.Id.Home).Append(stayer.Home).Distinct())
        {
            if (!shards[home.Value].Store()) return false;
        }
        SeparationEnd? end = null;
        if (PresentRules() is { } rules && PastReader.Read(journal, states, shards, held, open) is { } past)
        {
            var generations = shards[stayer.Home.Value].Read(state => rules.Aggregates.All.Select(state.Head.Aggregates.GenerationOf).ToArray());
            end = new AsideFold(past, rules, generations, shards.Count).Fold();
        }
        else if (PresentRules() is not null)
        {
            (reason, attempts) = (SeparationEnd.HistoryGone, Attempts);
        }
        sending!.Send(EntryKind.Separated, (end ?? new(stayer, absorbed, open.Cut, SeparationEnd.GivenUp)).ToBytes());
        return isClosing = true;
    }

    /// <summary>Has the customer told why they stay one.</summary>
    private bool GiveUp(EntityId to, int why)
    {
        sending = new(inbox, shards[to.Home.Value]);
        sending.Send(EntryKind.Separated, new SeparationEnd(to, absorbed, default, why).ToBytes());
        return isTelling = true;
    }

    private EntityId MovedTo(EntityId id) => id.IsNobody ? default : shards[id.Home.Value].Read(state => (state.Find(id) as Moved)?.To ?? default);

    /// <summary>A copy of the customer who stays, while it is held for this.</summary>
    private Customer? Held() => shards[stayer.Home.Value].Read(state =>
    {
        return state.Find(stayer) is Customer { Separation: { } open } customer && open.Absorbed == absorbed ? customer.Copy() : null;
    });

    /// <summary>The rules of all shards; null while they are not the same, or a past is being brought.</summary>
    private Ruleset? PresentRules()
    {
        var heads = shards.Select(shard => shard.Read(state => (state.Head.Ruleset, IsWhole: !state.Head.Aggregates.Awaited().Any()))).ToList();
        return heads.TrueForAll(head => head.IsWhole && head.Ruleset == heads[0].Ruleset) ? rulesets(heads[0].Ruleset) : null;
    }
}
