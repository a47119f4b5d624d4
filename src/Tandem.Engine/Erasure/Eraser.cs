using System.Collections.Concurrent;
using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Erasure;

/// <summary>
/// Erases customers, one after another, beside the traffic: from the states, and then from all else that may hold their
/// data. What it was asked is kept until it is done, so that the next process goes on with it. Somebody drives it step by
/// step; one at a time.
/// </summary>
/// <param name="first">What must be quiet before the last entry with data of a customer is known.</param>
/// <param name="then">All else, in this order.</param>
public sealed class Eraser(
    IJournal journal, IStateReader states, IInbox inbox, IReadOnlyList<IShardView> shards, IErasureRequests requests,
    IReadOnlyList<IErasable> first, IReadOnlyList<IErasable> then)
{
    /// <summary>The step that takes a customer out of the states.</summary>
    public const string States = "states";

    private readonly ConcurrentQueue<ErasureRequest> asked = new(requests.All);
    private readonly Position last = journal.Last;
    private bool hasCaughtUp;
    private ErasureRun? run;

    /// <summary>Whether nothing is left to be done.</summary>
    public bool IsIdle => asked.IsEmpty;

    /// <summary>Sees what was asked since, here or in another process.</summary>
    public void Look()
    {
        foreach (var request in requests.All)
            if (!asked.Contains(request)) asked.Enqueue(request);
    }

    /// <summary>Does the next thing.</summary>
    /// <returns>False where nothing is to be done now: nothing is asked, or something must happen first.</returns>
    /// <exception cref="StorageFullException">The disk is full. What is done is done; the next step goes on.</exception>
    public bool Step()
    {
        if (!asked.TryPeek(out var request) || !HasCaughtUp()) return false;
        run ??= new(journal, states, inbox, shards, requests, request, first, then);
        if (!run.IsOver) return run.Step();
        requests.Complete(request, run.WasThere);
        run = null;
        asked.TryDequeue(out _);
        return true;
    }

    /// <summary>Until what was there at the start is folded again, the customer may not be in the states.</summary>
    private bool HasCaughtUp() => hasCaughtUp = hasCaughtUp || shards.All(shard => shard.Folded >= last || (states.WaitingFor(shard.Id) == 0 && !shard.IsBusy));
}
