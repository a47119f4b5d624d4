using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// What is asked of the events in a window. Exact up to 512 of them. Of more, the newest 512 are exact and the older ones
/// are in buckets whose width is the largest power of two of microseconds within 1/128 of the window: the window then
/// seems to begin up to one width, less than 1% of it, later; of what is left out there, events that come late may count.
/// </summary>
internal sealed class WindowTrack<TKept> : Track where TKept : struct, IKept<TKept>
{
    private readonly EventLog<TKept> newest = new();

    // Made when it is needed: few customers do one thing so often.
    private Buckets<TKept>? older;

    public WindowTrack(Aggregate aggregate)
        : base(aggregate)
    {
    }

    public override bool Add(Instant time, Position position, Value operand, Instant now)
    {
        var start = StartOfWindow(now);
        if (time.Micros <= start || !TKept.TryKeep(operand, position, out var one)) return false;
        DropThrough(start);
        Take(time.Micros, one);
        return true;
    }

    public override void Merge(Track other)
    {
        var from = (WindowTrack<TKept>)other;
        if (from.older is not null) Older().Merge(from.older);
        for (var i = 0; i < from.newest.Count; i++) Take(from.newest.Times[i], from.newest.Kept[i]);
    }

    public override Value Read(Instant now)
    {
        var start = StartOfWindow(now);
        var inside = newest.Kept[newest.FirstAfter(start)..];
        if (older is null) return TKept.Answer(Aggregate.Function, inside, default);
        if (Aggregate.Function == AggregateFunction.First && older.OldestAfter(start) is { } bucket && (inside.IsEmpty || newest.IsBeforeAll(bucket.OldestTime, bucket.Oldest)))
            return TKept.Answer(Aggregate.Function, [bucket.Oldest], default);
        return TKept.Answer(Aggregate.Function, inside, older.SumAfter(start));
    }

    public override Instant? NextChange(Instant now)
    {
        var start = StartOfWindow(now);
        var next = older?.OldestAfter(start) is { } oldest ? EndOf(oldest.OldestTime) : Never;
        var place = newest.FirstAfter(start);
        if (place < newest.Count) next = Math.Min(next, EndOf(newest.Times[place]));
        return OrNull(next);
    }

    public override bool Trim(Instant now)
    {
        DropThrough(StartOfWindow(now));
        return newest.Count > 0 || older is not null;
    }

    public override void Write(ByteWriter to)
    {
        newest.Write(to);
        to.Bool(older is not null);
        older?.Write(to);
    }

    protected override void Load(ref ByteReader from)
    {
        newest.Load(ref from);
        if (from.Bool()) Older().Load(ref from);
    }

    private Buckets<TKept> Older() => older ??= new(Aggregate.Function, Aggregate.Window ?? default);

    private void Take(long time, in TKept one)
    {
        if (!newest.IsFull)
        {
            newest.Add(time, one);
        }
        else if (newest.IsBeforeAll(time, one))
        {
            Older().Add(time, one);
        }
        else
        {
            var oldest = newest.TakeOldest();
            Older().Add(oldest.Time, oldest.Kept);
            newest.Add(time, one);
        }
    }

    private void DropThrough(long moment)
    {
        newest.DropThrough(moment);
        older?.DropThrough(moment);
        if (older is { IsEmpty: true }) older = null;
    }
}
