using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>The first over the whole past, or the last, also in a window: one event. Exact for ever.</summary>
internal sealed class PickTrack(Aggregate aggregate) : Track(aggregate)
{
    private bool isEmpty = true;
    private long at;
    private Picked one;

    public override bool Add(Instant time, Position position, Value operand, Instant now) =>
        time.Micros > StartOfWindow(now) && Take(time.Micros, new(position, operand));

    public override void Merge(Track other)
    {
        if (other is PickTrack { isEmpty: false } pick) Take(pick.at, pick.one);
    }

    public override Value Read(Instant now) => IsOver(now) ? Missing.Event : one.Value;

    public override Instant? NextChange(Instant now) => IsOver(now) ? null : OrNull(EndOf(at));

    public override bool Trim(Instant now)
    {
        if (!isEmpty && IsOver(now)) (isEmpty, at, one) = (true, 0, default);
        return !isEmpty;
    }

    public override void Write(ByteWriter to)
    {
        to.Bool(isEmpty);
        if (isEmpty) return;
        to.Signed(at);
        one.Write(to);
    }

    protected override void Load(ref ByteReader from)
    {
        isEmpty = from.Bool();
        if (isEmpty) return;
        at = from.Signed();
        one = Picked.Read(ref from);
    }

    private bool IsOver(Instant now) => isEmpty || at <= StartOfWindow(now);

    private bool Take(long time, Picked picked)
    {
        var order = time == at ? Picked.Compare(picked, one) : time.CompareTo(at);
        if (!isEmpty && (Aggregate.Function == AggregateFunction.First ? order >= 0 : order <= 0)) return false;
        (isEmpty, at, one) = (false, time, picked);
        return true;
    }
}
