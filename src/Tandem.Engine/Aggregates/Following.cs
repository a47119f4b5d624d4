using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>When the events came that may follow: the newest 512 different times. Not thread-safe.</summary>
internal sealed class Following(Followed followed)
{
    private readonly EventLog<Once> times = new();

    /// <summary>The newest time that was left out for want of room.</summary>
    private long forgotten = long.MinValue;

    public bool IsEmpty => times.Count == 0 && forgotten == long.MinValue;

    public bool Add(long time)
    {
        var place = times.FirstAfter(time);
        if (place > 0 && times.Times[place - 1] == time) return false;
        if (times.IsFull)
        {
            var isOldest = place == 0;
            forgotten = Math.Max(forgotten, isOldest ? time : times.TakeOldest().Time);
            if (isOldest) return true;
        }
        times.Add(time, default);
        return true;
    }

    public void Merge(Following other)
    {
        forgotten = Math.Max(forgotten, other.forgotten);
        foreach (var time in other.times.Times) Add(time);
    }

    /// <summary>
    /// From when on an event has what must follow, or not: the least moment for one that has it now, a later one where
    /// time alone will show it, <see cref="long.MaxValue"/> where only another event can. Where it is not known any
    /// more, because what came was left out, it is never.
    /// </summary>
    public long HoldsFrom(long time)
    {
        var end = new Instant(time) + followed.Within;
        var place = times.FirstAfter(time);
        var came = place < times.Count && times.Times[place] <= end.Micros;
        if (!followed.IsNegated) return came ? long.MinValue : long.MaxValue;
        return came || time < forgotten ? long.MaxValue : end.Micros;
    }

    public void DropThrough(long moment)
    {
        times.DropThrough(moment);
        if (forgotten <= moment) forgotten = long.MinValue;
    }

    public void Write(ByteWriter to)
    {
        times.Write(to);
        to.Bool(forgotten != long.MinValue);
        if (forgotten != long.MinValue) to.Signed(forgotten);
    }

    public void Load(ref ByteReader from)
    {
        times.Load(ref from);
        if (from.Bool()) forgotten = from.Signed();
    }
}
