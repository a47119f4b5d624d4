using Tandem.Engine.Segments;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Actors;

/// <summary>
/// Walks through the customers of each shard after a ruleset changed, a few at a time, the next when these are folded:
/// the server's restater, one step after another.
/// </summary>
internal sealed class RestateActor(Process process) : IActor
{
    public const string ActorName = "restate";

    private readonly PatientAccept accept = new(process.Store);
    private ShardRunner? walking;
    private EntityId after;
    private int ruleset;
    private bool isEnd;
    private Position? last;

    public string Name => ActorName;

    public bool Step(int size)
    {
        if (accept.IsWaiting)
        {
            last = accept.Poll();
            return last is not null;
        }
        if (walking is null) return Begin();
        if (walking.Folded < last) return false;
        // Another ruleset in between: begin again under that one.
        if (isEnd || walking.Read(state => state.Head.Ruleset) != ruleset)
        {
            walking = null;
            return true;
        }
        var page = walking.Customers(after, Math.Clamp(size, 1, 500));
        (after, isEnd) = (page.Last, page.IsEnd);
        accept.Begin([new(walking.Id, EntryKind.Restate, new Restatement(ruleset, page.Customers, page.IsEnd).ToBytes())]);
        return true;
    }

    private bool Begin()
    {
        foreach (var runner in process.Runners)
        {
            var (now, swept) = runner.Read(state => (state.Head.Ruleset, state.Head.Swept));
            if (swept >= now) continue;
            try
            {
                // Whoever comes later is decided under the new ruleset at once; whoever was there before is stored after this.
                runner.Checkpoint(maxCached: 3_000);
            }
            catch (StorageFullException)
            {
                return false;
            }
            (walking, ruleset, after, isEnd, last) = (runner, now, default, false, default(Position));
            return true;
        }
        return false;
    }
}
