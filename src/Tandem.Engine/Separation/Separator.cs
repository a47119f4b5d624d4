using System.Collections.Concurrent;
using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Separation;

/// <summary>
/// Undoes merges that it is asked to undo, one after another, beside the traffic. What it does is entries; what it was
/// asked is kept until it is done, so that the next process goes on with it. Somebody drives it step by step; one at a
/// time. It may be asked from any thread.
/// </summary>
public sealed class Separator(
    IJournal journal, IStateReader states, IInbox inbox, IReadOnlyList<IShardView> shards, Func<int, Ruleset> rulesets,
    ISeparationRequests requests)
{
    private readonly ConcurrentQueue<EntityId> asked = new(requests.All);
    private readonly Position last = journal.Last;
    private bool hasCaughtUp;
    private SeparationRun? run;

    /// <summary>Whether nothing is left to be done.</summary>
    public bool IsIdle => asked.IsEmpty;

    /// <summary>Asks that the customer be one of its own again; nothing happens where it is or cannot be. Durable when it returns.</summary>
    /// <exception cref="StorageFullException">The disk is full, and nothing was asked.</exception>
    public void Ask(EntityId absorbed)
    {
        if (asked.Contains(absorbed)) return;
        requests.Add(absorbed);
        asked.Enqueue(absorbed);
    }

    /// <summary>Whether the customer is waiting its turn, or has it.</summary>
    public bool IsAsked(EntityId absorbed) => asked.Contains(absorbed) || requests.All.Contains(absorbed);

    /// <summary>Sees what other processes were asked.</summary>
    public void Look()
    {
        foreach (var absorbed in requests.All)
            if (!asked.Contains(absorbed)) asked.Enqueue(absorbed);
    }

    /// <summary>Does the next thing.</summary>
    /// <returns>False where nothing is to be done now: nothing is asked, or something must happen first.</returns>
    /// <exception cref="StorageFullException">The disk is full. What is done is done; the next step goes on.</exception>
    public bool Step()
    {
        if (!asked.TryPeek(out var absorbed) || !HasCaughtUp()) return false;
        run ??= new(journal, states, inbox, shards, rulesets, absorbed);
        var worked = run.IsOver || run.Step();
        if (!run.IsOver) return worked;
        requests.Remove(absorbed);
        run = null;
        asked.TryDequeue(out _);
        return true;
    }

    /// <summary>Until what was there at the start is folded again, the merge that was asked about may not be in the states.</summary>
    private bool HasCaughtUp() => hasCaughtUp = hasCaughtUp || shards.All(shard => shard.Folded >= last || (states.WaitingFor(shard.Id) == 0 && !shard.IsBusy));
}
