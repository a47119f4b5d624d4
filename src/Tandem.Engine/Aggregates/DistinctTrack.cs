using System.Numerics;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// How many different values. Exact up to 1,024 in the window, or ever. Of more, the 1,024 with the smallest hashes are
/// kept, a fair sample, and the answer is an estimate: those with hashes below a power of two below which all are known,
/// times the share of hashes that lie there. Its standard error is at most 4.5% (one by the square root of the 512 or
/// more that are counted), as long as as many are in the window. The sampling is that of Bar-Yossef et al., Counting
/// distinct elements in a data stream (2002).
/// </summary>
internal sealed class DistinctTrack : Track
{
    /// <summary>How many values are kept.</summary>
    public const int Kept = 1_024;

    private const int HashBits = 64;

    // Columns in order of hash: the values, and when each was there last.
    private ulong[] hashes = [];
    private long[] times = [];
    private int count;

    // By the number of zeros that a hash begins with: when such a value was left out last. As long as the deepest of them.
    private long[] leftOut = [];

    public DistinctTrack(Aggregate aggregate)
        : base(aggregate)
    {
    }

    public override bool Add(Instant time, Position position, Value operand, Instant now)
    {
        var start = StartOfWindow(now);
        if (time.Micros <= start || !DistinctHash.TryOf(operand, out var hash)) return false;
        if (!Take(hash, Aggregate.Window is null ? 0 : time.Micros)) return false;
        DropThrough(start);
        Shrink();
        return true;
    }

    public override void Merge(Track other)
    {
        var from = (DistinctTrack)other;
        for (var i = 0; i < from.count; i++) Take(from.hashes[i], from.times[i]);
        for (var zeros = 0; zeros < from.leftOut.Length; zeros++) LeaveOut(zeros, from.leftOut[zeros]);
        Shrink();
    }

    public override Value Read(Instant now)
    {
        var start = StartOfWindow(now);
        var shift = KnownBelow(start);
        long found = 0;
        for (var i = 0; i < count && (shift == 0 || hashes[i] >> (HashBits - shift) == 0); i++)
            if (times[i] > start) found++;
        return Value.Of(found << shift);
    }

    public override Instant? NextChange(Instant now)
    {
        if (Aggregate.Window is null) return null;
        var start = StartOfWindow(now);
        var oldest = Never;
        foreach (var time in times.AsSpan(0, count))
            if (time > start && time < oldest) oldest = time;
        foreach (var time in leftOut)
            if (time > start && time < oldest) oldest = time;
        return oldest == Never ? null : OrNull(EndOf(oldest));
    }

    public override bool Trim(Instant now)
    {
        DropThrough(StartOfWindow(now));
        return count > 0 || leftOut.Length > 0;
    }

    public override void Write(ByteWriter to)
    {
        to.Varint((ulong)count);
        var least = count == 0 ? 0 : long.MaxValue;
        foreach (var time in times.AsSpan(0, count)) least = Math.Min(least, time);
        if (Aggregate.Window is not null) to.Signed(least);
        for (var i = 0; i < count; i++)
        {
            to.Fixed64(hashes[i]);
            if (Aggregate.Window is not null) to.Varint((ulong)(times[i] - least));
        }
        to.Varint((ulong)leftOut.Length);
        foreach (var time in leftOut) to.Signed(time);
    }

    protected override void Load(ref ByteReader from)
    {
        count = from.Count();
        var least = Aggregate.Window is null ? 0 : from.Signed();
        (hashes, times) = (new ulong[count], new long[count]);
        for (var i = 0; i < count; i++)
        {
            hashes[i] = from.Fixed64();
            times[i] = Aggregate.Window is null ? 0 : least + (long)from.Varint();
        }
        leftOut = new long[from.Count()];
        for (var i = 0; i < leftOut.Length; i++) leftOut[i] = from.Signed();
    }

    /// <summary>How many zeros a hash begins with where all values are known that are in the window.</summary>
    private int KnownBelow(long start)
    {
        var zeros = leftOut.Length;
        while (zeros > 0 && leftOut[zeros - 1] <= start) zeros--;
        return zeros;
    }

    private bool Take(ulong hash, long time)
    {
        var place = hashes.AsSpan(0, count).BinarySearch(hash);
        if (place >= 0)
        {
            if (times[place] >= time) return false;
            times[place] = time;
            return true;
        }
        place = ~place;
        if (count == hashes.Length)
        {
            var capacity = Math.Max(2, count + count / 2);
            Array.Resize(ref hashes, capacity);
            Array.Resize(ref times, capacity);
        }
        hashes.AsSpan(place, count - place).CopyTo(hashes.AsSpan(place + 1));
        times.AsSpan(place, count - place).CopyTo(times.AsSpan(place + 1));
        (hashes[place], times[place]) = (hash, time);
        count++;
        return true;
    }

    /// <summary>Leaves out the values with the largest hashes where there are too many.</summary>
    private void Shrink()
    {
        for (; count > Kept; count--) LeaveOut(BitOperations.LeadingZeroCount(hashes[count - 1]), times[count - 1]);
    }

    private void LeaveOut(int zeros, long time)
    {
        var before = leftOut.Length;
        if (zeros >= before)
        {
            Array.Resize(ref leftOut, zeros + 1);
            Array.Fill(leftOut, long.MinValue, before, zeros + 1 - before);
        }
        leftOut[zeros] = Math.Max(leftOut[zeros], time);
    }

    private void DropThrough(long moment)
    {
        if (Aggregate.Window is null) return;
        var left = 0;
        for (var i = 0; i < count; i++)
        {
            if (times[i] <= moment) continue;
            (hashes[left], times[left]) = (hashes[i], times[i]);
            left++;
        }
        count = left;
        foreach (ref var time in leftOut.AsSpan())
            if (time <= moment) time = long.MinValue;
        Array.Resize(ref leftOut, KnownBelow(long.MinValue));
    }
}
