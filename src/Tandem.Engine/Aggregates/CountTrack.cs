using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>A count over the whole past: a number. Exact for ever.</summary>
internal sealed class CountTrack(Aggregate aggregate) : Track(aggregate)
{
    private long count;

    public override bool Add(Instant time, Position position, Value operand, Instant now)
    {
        count++;
        return true;
    }

    public override void Merge(Track other) => count += ((CountTrack)other).count;

    public override Value Read(Instant now) => Value.Of(count);

    public override Instant? NextChange(Instant now) => null;

    public override bool Trim(Instant now) => count > 0;

    public override void Write(ByteWriter to) => to.Varint((ulong)count);

    protected override void Load(ref ByteReader from) => count = (long)from.Varint();
}
