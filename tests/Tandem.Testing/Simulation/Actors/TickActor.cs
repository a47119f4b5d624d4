using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Actors;

/// <summary>Gives each shard with something due a tick, one at a time, as the server's timekeeper does.</summary>
internal sealed class TickActor(Process process) : IActor
{
    public const string ActorName = "ticks";

    private readonly PatientAccept accept = new(process.Store);
    private readonly Dictionary<ShardId, Receipt> pending = [];
    private readonly Queue<ShardId> due = new();
    private ShardId at;

    public string Name => ActorName;

    public bool Step(int size)
    {
        if (accept.IsWaiting)
        {
            if (accept.Poll() is not { } receipt) return false;
            pending[at] = receipt;
        }
        if (due.Count == 0)
            foreach (var runner in process.Runners)
                if (runner.NextDue <= process.Clock.Now && !(pending.TryGetValue(runner.Id, out var last) && !runner.HasFolded(last))) due.Enqueue(runner.Id);
        if (due.Count == 0) return false;
        at = due.Dequeue();
        accept.Begin([Entries.Tick(at)]);
        return true;
    }
}
