using System.Numerics;
using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// Events of a window that are too many to be kept one by one, in buckets on a fixed grid. A bucket counts as long as its
/// oldest event is in the window, so that the window seems to begin at most one width later than it does; what comes late
/// into a bucket that was dropped counts by itself. Not thread-safe.
/// </summary>
internal sealed class Buckets<TKept>(AggregateFunction function, Duration window) where TKept : struct, IKept<TKept>
{
    /// <summary>A window has at least so many buckets.</summary>
    private const int PerWindow = 128;

    // The width is a power of two, so that a time's bucket is a shift away.
    private readonly int shift = BitOperations.Log2((ulong)Math.Max(1, window.Micros / PerWindow));

    /// <summary>In order of their numbers, so of time.</summary>
    private readonly List<Bucket<TKept>> buckets = [];

    public bool IsEmpty => buckets.Count == 0;

    public void Add(long time, in TKept one)
    {
        var figures = default(Figures);
        one.AddTo(ref figures);
        Add(new Bucket<TKept>(time >> shift, time, one, figures));
    }

    public void Merge(Buckets<TKept> other)
    {
        foreach (var bucket in other.buckets) Add(bucket);
    }

    /// <summary>Adds up the buckets within a window.</summary>
    public Figures SumAfter(long start)
    {
        var figures = default(Figures);
        foreach (var bucket in buckets)
            if (bucket.OldestTime > start) figures.Add(bucket.Figures);
        return figures;
    }

    /// <summary>The oldest bucket within a window.</summary>
    public Bucket<TKept>? OldestAfter(long start)
    {
        foreach (var bucket in buckets)
            if (bucket.OldestTime > start) return bucket;
        return null;
    }

    public void DropThrough(long moment) => buckets.RemoveAll(bucket => bucket.OldestTime <= moment);

    public void Write(ByteWriter to)
    {
        to.Varint((ulong)buckets.Count);
        foreach (var bucket in buckets)
        {
            to.Signed(bucket.Number);
            to.Varint((ulong)(bucket.OldestTime - (bucket.Number << shift)));
            if (function == AggregateFunction.First) bucket.Oldest.Write(to);
            else bucket.Figures.Write(to, function);
        }
    }

    public void Load(ref ByteReader from)
    {
        var count = from.Count();
        for (var i = 0; i < count; i++)
        {
            var number = from.Signed();
            var oldestTime = (number << shift) + (long)from.Varint();
            buckets.Add(function == AggregateFunction.First
                ? new(number, oldestTime, TKept.Read(ref from), default)
                : new(number, oldestTime, default, Figures.Read(ref from, function)));
        }
    }

    private void Add(in Bucket<TKept> added)
    {
        var place = buckets.Count;
        while (place > 0 && buckets[place - 1].Number > added.Number) place--;
        if (place == 0 || buckets[place - 1].Number != added.Number)
        {
            buckets.Insert(place, added);
            return;
        }
        var bucket = buckets[place - 1];
        var figures = bucket.Figures;
        figures.Add(added.Figures);
        bucket.Figures = figures;
        if (added.OldestTime < bucket.OldestTime || (added.OldestTime == bucket.OldestTime && TKept.Compare(added.Oldest, bucket.Oldest) < 0))
            (bucket.OldestTime, bucket.Oldest) = (added.OldestTime, added.Oldest);
        buckets[place - 1] = bucket;
    }
}
