using System.Collections.Concurrent;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Separation;

/// <summary>
/// Undoes merges that it is asked to undo, one after another, beside the traffic. What it does is entries; what it was
/// asked is forgotten when the process ends, and a customer who is held then is let go at its deadline. Somebody drives it
/// step by step; one at a time. It may be asked from any thread.
/// </summary>
/// <param name="checkpoint">Makes a checkpoint of a shard; where it cannot now, it is asked again.</param>
public sealed class Separator(
    IJournal journal, IStateReader states, IInbox inbox, IReadOnlyList<ShardRunner> runners, Func<int, Ruleset> rulesets, Action<ShardRunner> checkpoint)
{
    private readonly ConcurrentQueue<EntityId> asked = new();
    private SeparationRun? run;

    /// <summary>Whether nothing is left to be done.</summary>
    public bool IsIdle => asked.IsEmpty;

    /// <summary>Asks that the customer be one of its own again; nothing happens where it is or cannot be.</summary>
    public void Ask(EntityId absorbed)
    {
        if (!asked.Contains(absorbed)) asked.Enqueue(absorbed);
    }

    /// <summary>Whether the customer is waiting its turn, or has it.</summary>
    public bool IsAsked(EntityId absorbed) => asked.Contains(absorbed);

    /// <summary>Does the next thing.</summary>
    /// <returns>False where nothing is to be done now: nothing is asked, or something must happen first.</returns>
    public bool Step()
    {
        if (run is null)
        {
            if (!asked.TryPeek(out var absorbed)) return false;
            run = new(journal, states, inbox, runners, rulesets, checkpoint, absorbed);
        }
        var worked = run.Step();
        if (!run.IsOver) return worked;
        run = null;
        asked.TryDequeue(out _);
        return true;
    }
}
