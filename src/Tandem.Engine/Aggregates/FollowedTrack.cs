using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// What is asked of the events that others followed or did not. Exact while there are at most 512 of the own events, and
/// at most 512 of those of each kind that may follow, within the window; without a window, ever. Of more own events only
/// the newest 512 count. Of more that may follow only the newest 512 different times are known: an own event from before
/// them of which it cannot be said any more whether one followed does not count, neither as followed nor as not followed.
/// </summary>
internal sealed class FollowedTrack<TKept> : Track where TKept : struct, IKept<TKept>
{
    private readonly EventLog<TKept> own = new();
    private readonly Following[] followings;

    public FollowedTrack(Aggregate aggregate)
        : base(aggregate) => followings = [.. aggregate.FollowedBy.Select(followed => new Following(followed))];

    public override bool Add(Instant time, Position position, Value operand, Instant now)
    {
        var start = StartOfWindow(now);
        if (time.Micros <= start || !TKept.TryKeep(operand, position, out var one)) return false;
        if (!Take(time.Micros, one)) return false;
        DropThrough(start);
        return true;
    }

    public override bool AddFollowing(int following, Instant time, Instant now)
    {
        // What follows an event in the window is later than that, so in the window, too.
        var start = StartOfWindow(now);
        if (time.Micros <= start || !followings[following].Add(time.Micros)) return false;
        DropThrough(start);
        return true;
    }

    public override void Merge(Track other)
    {
        var from = (FollowedTrack<TKept>)other;
        for (var i = 0; i < from.own.Count; i++) Take(from.own.Times[i], from.own.Kept[i]);
        for (var k = 0; k < followings.Length; k++) followings[k].Merge(from.followings[k]);
    }

    public override Value Read(Instant now)
    {
        var holding = new TKept[own.Count];
        var count = 0;
        for (var i = own.FirstAfter(StartOfWindow(now)); i < own.Count; i++)
            if (HoldsFrom(own.Times[i]) <= now.Micros) holding[count++] = own.Kept[i];
        return TKept.Answer(Aggregate.Function, holding.AsSpan(0, count), default);
    }

    public override Instant? NextChange(Instant now)
    {
        var next = Never;
        for (var i = own.FirstAfter(StartOfWindow(now)); i < own.Count; i++)
        {
            var time = own.Times[i];
            var (from, end) = (HoldsFrom(time), EndOf(time));
            if (from <= now.Micros) next = Math.Min(next, end);
            else if (from < end) next = Math.Min(next, from);
        }
        return OrNull(next);
    }

    public override bool Trim(Instant now)
    {
        DropThrough(StartOfWindow(now));
        return own.Count > 0 || followings.Any(following => !following.IsEmpty);
    }

    public override void Write(ByteWriter to)
    {
        own.Write(to);
        foreach (var following in followings) following.Write(to);
    }

    protected override void Load(ref ByteReader from)
    {
        own.Load(ref from);
        foreach (var following in followings) following.Load(ref from);
    }

    private bool Take(long time, in TKept one)
    {
        if (own.IsFull)
        {
            if (own.IsBeforeAll(time, one)) return false;
            own.TakeOldest();
        }
        own.Add(time, one);
        return true;
    }

    /// <summary>From when on all that must follow, or not, does. <see cref="Track.Never"/> where only another event can bring it.</summary>
    private long HoldsFrom(long time)
    {
        var from = long.MinValue;
        foreach (var following in followings) from = Math.Max(from, following.HoldsFrom(time));
        return from;
    }

    private void DropThrough(long moment)
    {
        own.DropThrough(moment);
        foreach (var following in followings) following.DropThrough(moment);
    }
}
