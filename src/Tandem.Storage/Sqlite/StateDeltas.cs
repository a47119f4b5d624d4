using System.Diagnostics;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Knows in memory what lies in chunks and not in rows yet: of each state the place of its newest form, about 30 bytes
/// each, and of each shard its chunks. Says only what is committed. Thread-safe.
/// </summary>
/// <remarks>
/// Whoever reads looks here first and into the file after that. What has left a chunk meanwhile is then in its row, in the
/// same form. Only a merge that began in between could show a row that is newer than what was said here of another one:
/// who reads more than one thing compares <see cref="Merges"/> afterwards, and reads again.
/// </remarks>
internal sealed class StateDeltas(int shardCount)
{
    private readonly Lock gate = new();
    private readonly Shard[] shards = [.. Enumerable.Range(0, shardCount).Select(_ => new Shard())];
    private long bytes, merges, last, addedAt = Stopwatch.GetTimestamp();

    public int ShardCount => shards.Length;

    /// <summary>How many merges have begun.</summary>
    public long Merges => Volatile.Read(ref merges);

    /// <summary>How large all chunks are.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>The number of the last chunk.</summary>
    public long Last => Volatile.Read(ref last);

    /// <summary>For how long nothing was added.</summary>
    public TimeSpan Idle => Stopwatch.GetElapsedTime(Volatile.Read(ref addedAt));

    /// <summary>Reads what a file has, from the entries of its chunks alone.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged; the message names the file and the shard.</exception>
    public static StateDeltas Load(SqliteReaders readers, int shardCount) => readers.ReadAtOnce(file =>
    {
        var deltas = new StateDeltas(shardCount);
        // A snapshot may be older than they are.
        if (file.Scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'state_deltas'") == 0) return deltas;
        var (chunks, places) = (new List<StateChunkInfo>(1), new List<(EntityId, StatePlace)>());
        using var rows = file.Prepare("SELECT number, shard_id, length(bytes), entries FROM state_deltas ORDER BY number").Begin();
        while (rows.Step())
        {
            chunks.Clear();
            places.Clear();
            var (number, shard) = (rows.Long(0), new ShardId((int)rows.Long(1)));
            var entries = rows.Span(3);
            var count = StateChunk.Check(entries, number, shard, readers.Path);
            if ((uint)shard.Value >= (uint)shardCount) throw StateChunk.Damaged(readers.Path, number, shard);
            chunks.Add(new(number, shard, entries.Length + (int)rows.Long(2)));
            for (var slot = 0; slot < count; slot++)
                places.Add((StateChunk.Id(entries, slot), new(number, slot, StateChunk.Lengths(entries, slot) == default)));
            deltas.Add(chunks, places);
        }
        return deltas;
    });

    /// <summary>Takes over what was committed.</summary>
    public void Add(List<StateChunkInfo> chunks, List<(EntityId Id, StatePlace Place)> places)
    {
        lock (gate)
        {
            foreach (var chunk in chunks)
            {
                var shard = shards[chunk.Shard.Value];
                shard.Chunks.Add(chunk);
                shard.Bytes += chunk.Bytes;
                (bytes, last) = (bytes + chunk.Bytes, chunk.Number);
            }
            foreach (var (id, place) in places)
            {
                var shard = shards[id.Home.Value];
                shard.Places[id] = place;
                shard.Sorted = null;
            }
            addedAt = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Where states lie, all at one moment.</summary>
    public StatePlace[] Find(IReadOnlyList<EntityId> ids)
    {
        var found = new StatePlace[ids.Count];
        lock (gate)
        {
            for (var i = 0; i < found.Length; i++) found[i] = ids[i].Home is var home && (uint)home.Value < (uint)shards.Length ? shards[home.Value].Places.GetValueOrDefault(ids[i]) : default;
        }
        return found;
    }

    public StatePlace Find(EntityId id) => Find([id])[0];

    /// <summary>
    /// Ids in chunks after one and up to another, in order. Where there are more than <paramref name="max"/>, as many as that,
    /// and up to which id these go.
    /// </summary>
    public (List<(EntityId Id, bool IsRemoved)> Ids, EntityId UpTo) After(EntityId after, EntityId upTo, int max)
    {
        var (ids, present) = (new List<(EntityId, bool)>(), 0);
        lock (gate)
        {
            for (var home = Math.Max(0, after.Home.Value); home < shards.Length && EntityId.FirstOf(new(home)).Value <= upTo.Value; home++)
            {
                var sorted = shards[home].Sorted ??= Sort(shards[home]);
                var from = Array.BinarySearch(sorted, after) is var found && found >= 0 ? found + 1 : ~found;
                for (; from < sorted.Length && sorted[from].Value <= upTo.Value; from++)
                {
                    var removed = shards[home].Places[sorted[from]].IsRemoved;
                    ids.Add((sorted[from], removed));
                    if (!removed && ++present == max) return (ids, sorted[from]);
                }
            }
        }
        return (ids, upTo);
    }

    public long BytesOf(ShardId shard)
    {
        lock (gate) return shards[shard.Value].Bytes;
    }

    /// <summary>The number of the oldest chunk; 0 where there is none.</summary>
    public long Oldest
    {
        get
        {
            lock (gate) return shards.SelectMany(shard => shard.Chunks.Take(1)).Select(chunk => chunk.Number).DefaultIfEmpty().Min();
        }
    }

    /// <summary>The shard that a chunk is of, which is there.</summary>
    public ShardId ShardOf(long chunk)
    {
        lock (gate) return shards.SelectMany(shard => shard.Chunks).First(known => known.Number == chunk).Shard;
    }

    /// <summary>The shard with most in chunks.</summary>
    public (ShardId Shard, long Bytes) Largest()
    {
        lock (gate)
        {
            var largest = 0;
            for (var shard = 1; shard < shards.Length; shard++)
                if (shards[shard].Bytes > shards[largest].Bytes) largest = shard;
            return (new(largest), shards[largest].Bytes);
        }
    }

    /// <summary>Says that from now on rows may be newer than what was found here before, and gives the chunks to be merged, oldest first.</summary>
    public StateChunkInfo[] BeginMerge(ShardId shard)
    {
        lock (gate)
        {
            merges++;
            return [.. shards[shard.Value].Chunks];
        }
    }

    /// <summary>Says that states are in their rows, as they were at these places.</summary>
    public void Merged(IEnumerable<(EntityId Id, StatePlace Place)> states)
    {
        lock (gate)
        {
            foreach (var (id, place) in states)
            {
                var shard = shards[id.Home.Value];
                if (!shard.Places.TryGetValue(id, out var now) || now != place) continue;
                shard.Places.Remove(id);
                shard.Sorted = null;
            }
        }
    }

    /// <summary>Says that a shard's oldest chunks are gone.</summary>
    public void Remove(ShardId from, int count)
    {
        lock (gate)
        {
            var shard = shards[from.Value];
            var gone = shard.Chunks.Take(count).Sum(chunk => (long)chunk.Bytes);
            shard.Chunks.RemoveRange(0, count);
            (shard.Bytes, bytes) = (shard.Bytes - gone, bytes - gone);
        }
    }

    private static EntityId[] Sort(Shard shard)
    {
        EntityId[] ids = [.. shard.Places.Keys];
        Array.Sort(ids);
        return ids;
    }

    private sealed class Shard
    {
        public readonly Dictionary<EntityId, StatePlace> Places = [];
        public readonly List<StateChunkInfo> Chunks = [];

        /// <summary>The ids of <see cref="Places"/> in order; null while nobody asked.</summary>
        public EntityId[]? Sorted;

        public long Bytes;
    }
}
