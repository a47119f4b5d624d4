using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// Events in order of time, those at one time in the order of what is kept of them. At most <see cref="Track.Exact"/>;
/// who adds makes room. Columns that grow from small sizes; dropping the oldest moves nothing. Not thread-safe.
/// </summary>
internal sealed class EventLog<TKept> where TKept : struct, IKept<TKept>
{
    // Room behind a full log, so that its oldest can be dropped many times before all are moved.
    private const int MaxCapacity = Track.Exact + 64;

    private long[] times = [];
    private TKept[] kept = [];
    private int first;

    public int Count { get; private set; }

    public bool IsFull => Count == Track.Exact;

    public ReadOnlySpan<long> Times => times.AsSpan(first, Count);

    public ReadOnlySpan<TKept> Kept => kept.AsSpan(first, Count);

    /// <summary>The place of the first event later than a moment; the count where there is none.</summary>
    public int FirstAfter(long moment)
    {
        var among = Times;
        int low = 0, high = among.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (among[middle] > moment) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /// <summary>Whether an event would stand before all that are there.</summary>
    public bool IsBeforeAll(long time, in TKept one) => Count > 0 && IsBefore(time, one, 0);

    public void Add(long time, in TKept one)
    {
        MakeRoom();
        var place = Count;
        while (place > 0 && IsBefore(time, one, place - 1)) place--;
        times.AsSpan(first + place, Count - place).CopyTo(times.AsSpan(first + place + 1));
        kept.AsSpan(first + place, Count - place).CopyTo(kept.AsSpan(first + place + 1));
        (times[first + place], kept[first + place]) = (time, one);
        Count++;
    }

    public (long Time, TKept Kept) TakeOldest()
    {
        var oldest = (times[first], kept[first]);
        Drop(1);
        return oldest;
    }

    /// <summary>Drops those at a moment or before it.</summary>
    public void DropThrough(long moment) => Drop(FirstAfter(moment));

    public void Write(ByteWriter to)
    {
        to.Varint((ulong)Count);
        if (Count == 0) return;
        var among = Times;
        to.Signed(among[0]);
        for (var i = 1; i < among.Length; i++) to.Varint(unchecked((ulong)(among[i] - among[i - 1])));
        foreach (ref readonly var one in Kept) one.Write(to);
    }

    public void Load(ref ByteReader from)
    {
        Count = from.Count();
        if (Count > Track.Exact) throw new InvalidDataException($"A log of {Count} events: the data is damaged.");
        (times, kept, first) = (new long[Count], new TKept[Count], 0);
        if (Count == 0) return;
        times[0] = from.Signed();
        for (var i = 1; i < Count; i++) times[i] = unchecked(times[i - 1] + (long)from.Varint());
        for (var i = 0; i < Count; i++) kept[i] = TKept.Read(ref from);
    }

    private bool IsBefore(long time, in TKept one, int place)
    {
        var other = times[first + place];
        return time == other ? TKept.Compare(one, kept[first + place]) < 0 : time < other;
    }

    private void Drop(int count)
    {
        // Nothing that was kept stays in memory.
        Array.Clear(kept, first, count);
        Count -= count;
        first = Count == 0 ? 0 : first + count;
    }

    private void MakeRoom()
    {
        if (first + Count < times.Length) return;
        var capacity = Math.Min(MaxCapacity, Math.Max(2, Count + Count / 2));
        if (first > Count / 2 || capacity <= times.Length)
        {
            Times.CopyTo(times);
            Kept.CopyTo(kept);
            Array.Clear(kept, Count, first);
        }
        else
        {
            var (grownTimes, grownKept) = (new long[capacity], new TKept[capacity]);
            Times.CopyTo(grownTimes);
            Kept.CopyTo(grownKept);
            (times, kept) = (grownTimes, grownKept);
        }
        first = 0;
    }
}
