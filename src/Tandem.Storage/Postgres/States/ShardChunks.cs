using System.Diagnostics;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres.States;

/// <summary>
/// What this process knows of one shard's chunks: of each state that lies in one the place of its newest form, about 60 bytes each.
/// Only of what is committed; others may have written since. Thread-safe.
/// </summary>
internal sealed class ShardChunks(ShardId shard)
{
    private readonly Lock gate = new();
    private readonly Dictionary<EntityId, ChunkPlace> places = [];
    private readonly Queue<(long Number, long Bytes)> chunks = new();
    private EntityId[]? sorted;
    private long last, bytes, addedAt = Stopwatch.GetTimestamp();

    /// <summary>The number of the newest chunk that is known here.</summary>
    public long Last => Volatile.Read(ref last);

    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>For how long nothing was added.</summary>
    public TimeSpan Idle => Stopwatch.GetElapsedTime(Volatile.Read(ref addedAt));

    /// <summary>Takes over what was committed, whole checkpoints at once. In order of number; what is known already changes nothing.</summary>
    /// <exception cref="InvalidDataException">The entries are damaged.</exception>
    public void Add(IReadOnlyList<(long Number, ReadOnlyMemory<byte> Entries)> committed)
    {
        lock (gate)
        {
            foreach (var (number, entries) in committed)
            {
                if (number <= last) continue;
                var size = (long)entries.Length;
                foreach (var (id, place) in StateChunk.Places(entries, number, shard))
                {
                    places[id] = place;
                    size += place.Length;
                }
                chunks.Enqueue((number, size));
                (sorted, last, bytes, addedAt) = (null, number, bytes + size, Stopwatch.GetTimestamp());
            }
        }
    }

    /// <summary>Says that all chunks up to a number are gone, and what was in them is in rows.</summary>
    public void Merged(long upTo)
    {
        lock (gate)
        {
            if (upTo > last) last = upTo;
            if (!chunks.TryPeek(out var oldest) || oldest.Number > upTo) return;
            while (chunks.TryPeek(out oldest) && oldest.Number <= upTo)
            {
                chunks.Dequeue();
                bytes -= oldest.Bytes;
            }
            foreach (var (id, place) in places)
                if (place.Chunk <= upTo) places.Remove(id);
            sorted = null;
        }
    }

    public ChunkPlace Find(EntityId id)
    {
        lock (gate) return places.GetValueOrDefault(id);
    }

    /// <summary>Where states lie, all at one moment, and the newest chunk that was known then.</summary>
    public (List<(EntityId Id, ChunkPlace Place)> Places, long Last) Find(IEnumerable<EntityId> ids)
    {
        lock (gate) return ([.. ids.Select(id => (id, places.GetValueOrDefault(id)))], last);
    }

    public IReadOnlyList<(EntityId Id, ChunkPlace Place)> All()
    {
        lock (gate) return [.. places.Select(place => (place.Key, place.Value))];
    }

    /// <summary>
    /// Ids in chunks after one, in order, each with whether it was taken away: as many as hold <paramref name="max"/> that were not,
    /// and up to which id these are all; null for all there are.
    /// </summary>
    public (List<(EntityId Id, bool IsRemoved)> Ids, EntityId? UpTo) After(EntityId after, int max)
    {
        var (ids, present) = (new List<(EntityId, bool)>(), 0);
        lock (gate)
        {
            sorted ??= [.. places.Keys.Order()];
            for (var at = Array.BinarySearch(sorted, after) is var found && found >= 0 ? found + 1 : ~found; at < sorted.Length; at++)
            {
                var isRemoved = places[sorted[at]].IsRemoved;
                ids.Add((sorted[at], isRemoved));
                if (!isRemoved && ++present == max) return (ids, sorted[at]);
            }
        }
        return (ids, null);
    }
}
