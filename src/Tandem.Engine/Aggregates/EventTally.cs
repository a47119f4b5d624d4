using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// How often and when a customer did one thing. Counts over a window are exact as long as the window holds at most
/// <see cref="Kept"/> of them; above that they answer <see cref="Kept"/>, and the total stays exact.
/// </summary>
public sealed class EventTally(string name)
{
    /// <summary>How many of the newest times are kept.</summary>
    public const int Kept = 512;

    private long[] times = [];
    private int used;

    public string Name { get; } = name;

    public long Total { get; private set; }

    public Instant First { get; private set; }

    public Instant Last { get; private set; }

    /// <summary>The kept times, oldest first, in microseconds.</summary>
    public ReadOnlySpan<long> Times => times.AsSpan(0, used);

    public void Add(Instant timestamp) => Add(timestamp.Micros, timestamp, timestamp, 1);

    /// <summary>How many happened later than this moment.</summary>
    public long CountAfter(Instant moment) => used - FirstAfter(moment);

    /// <summary>The oldest that happened later than this moment.</summary>
    public Instant? OldestAfter(Instant moment)
    {
        var index = FirstAfter(moment);
        return index < used ? new(times[index]) : null;
    }

    /// <summary>Adds what another customer did, when two turn out to be one.</summary>
    public void Merge(EventTally other)
    {
        foreach (var time in other.Times) Insert(time);
        (First, Last) = Total == 0 ? (other.First, other.Last) : (Min(First, other.First), Max(Last, other.Last));
        Total += other.Total;
    }

    public void Write(ByteWriter to)
    {
        to.Text(Name);
        to.Varint((ulong)Total);
        to.Signed(First.Micros);
        to.Signed(Last.Micros);
        to.Varint((ulong)used);
        var before = 0L;
        foreach (var time in Times)
        {
            to.Signed(time - before);
            before = time;
        }
    }

    public static EventTally Read(ref ByteReader from)
    {
        var tally = new EventTally(Texts.Shared(from.Text()))
        {
            Total = (long)from.Varint(),
            First = new(from.Signed()),
            Last = new(from.Signed()),
        };
        tally.used = from.Count();
        tally.times = new long[tally.used];
        var before = 0L;
        for (var i = 0; i < tally.used; i++) tally.times[i] = before += from.Signed();
        return tally;
    }

    private void Add(long time, Instant first, Instant last, long count)
    {
        Insert(time);
        (First, Last) = Total == 0 ? (first, last) : (Min(First, first), Max(Last, last));
        Total += count;
    }

    private void Insert(long time)
    {
        if (used == Kept)
        {
            if (time <= times[0]) return;
            times.AsSpan(1, used - 1).CopyTo(times);
            used--;
        }
        if (used == times.Length) Array.Resize(ref times, Math.Min(Kept, Math.Max(2, used * 2)));
        var place = used;
        while (place > 0 && times[place - 1] > time) place--;
        times.AsSpan(place, used - place).CopyTo(times.AsSpan(place + 1));
        times[place] = time;
        used++;
    }

    private int FirstAfter(Instant moment)
    {
        int low = 0, high = used;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (times[middle] > moment.Micros) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private static Instant Min(Instant left, Instant right) => left < right ? left : right;

    private static Instant Max(Instant left, Instant right) => left > right ? left : right;
}
