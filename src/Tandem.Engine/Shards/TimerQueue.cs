using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>When each entity of a shard next has something to do, in (due, id) order.</summary>
public sealed class TimerQueue
{
    private readonly Dictionary<EntityId, long> due = [];
    private readonly HashSet<EntityId> changed = [];

    // Holds stale items too: one counts only while it agrees with `due`. Taking each out of a heap would cost more than
    // making the heap anew once half of it is stale.
    private readonly PriorityQueue<EntityId, (long Due, long Id)> queue = new();

    public int Count => due.Count;

    /// <summary>Items in the heap, stale ones included: at most about twice <see cref="Count"/>.</summary>
    internal int HeapCount => queue.Count;

    public Instant? Next
    {
        get
        {
            while (queue.TryPeek(out var id, out var key))
            {
                if (due.TryGetValue(id, out var now) && now == key.Due) return new(now);
                queue.Dequeue();
            }
            return null;
        }
    }

    public void Set(EntityId id, Instant? moment)
    {
        if (moment is { } time)
        {
            due[id] = time.Micros;
            queue.Enqueue(id, (time.Micros, id.Value));
            Compact();
        }
        else if (!due.Remove(id))
        {
            return;
        }
        changed.Add(id);
    }

    /// <summary>Up to so many entities that are due at this moment, in order. They stay scheduled until they are set anew.</summary>
    public List<EntityId> DueBy(Instant moment, int max)
    {
        var found = new List<EntityId>();
        var again = new List<(EntityId, (long, long))>();
        while (found.Count < max && queue.TryPeek(out var id, out var key) && key.Due <= moment.Micros)
        {
            queue.Dequeue();
            if (!due.TryGetValue(id, out var now) || now != key.Due) continue;
            if (again.Count > 0 && again[^1].Item1 == id) continue;
            found.Add(id);
            again.Add((id, key));
        }
        foreach (var (id, key) in again) queue.Enqueue(id, key);
        return found;
    }

    private void Compact()
    {
        if (queue.Count <= 2 * due.Count + 64) return;
        queue.Clear();
        queue.EnqueueRange(due.Select(timer => (timer.Key, (timer.Value, timer.Key.Value))));
    }

    internal void Restore(EntityId id, Instant moment)
    {
        due[id] = moment.Micros;
        queue.Enqueue(id, (moment.Micros, id.Value));
    }

    /// <summary>Those that changed since <see cref="Committed"/>, in order.</summary>
    internal List<TimerRow> Changes() => changed.Order().Select(id => new TimerRow(id, due.TryGetValue(id, out var time) ? new Instant(time) : null)).ToList();

    internal void Committed() => changed.Clear();
}
