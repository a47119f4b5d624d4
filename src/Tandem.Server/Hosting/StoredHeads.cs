using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Server.Hosting;

/// <summary>What the shards know of themselves, read for all at once and kept for a moment. Thread-safe.</summary>
/// <param name="time">The process's own time, by which the moment is measured.</param>
internal sealed class StoredHeads(ISharedStore store, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private IReadOnlyList<IShardTurn> kept = [];
    private long readAt;

    public IShardTurn Of(ShardId shard)
    {
        lock (gate)
        {
            if (kept.Count == 0 || time.GetElapsedTime(readAt) > Moment)
            {
                // Where they cannot be read, what was read before is not taken for new.
                var now = time.GetTimestamp();
                kept = store.Look();
                readAt = now;
            }
            return kept[shard.Value];
        }
    }

    /// <summary>Something is known to be newer.</summary>
    public void Forget()
    {
        lock (gate) kept = [];
    }
}
