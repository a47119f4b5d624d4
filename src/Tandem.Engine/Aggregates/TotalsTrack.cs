using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>A sum, an average, the smallest or the largest number over the whole past. Exact for ever.</summary>
internal sealed class TotalsTrack(Aggregate aggregate) : Track(aggregate)
{
    private Figures figures;

    public override bool Add(Instant time, Position position, Value operand, Instant now)
    {
        if (!ExactSum.TryRead(operand, out var number)) return false;
        figures.Add(number);
        return true;
    }

    public override void Merge(Track other) => figures.Add(((TotalsTrack)other).figures);

    public override Value Read(Instant now) => figures.Answer(Aggregate.Function);

    public override Instant? NextChange(Instant now) => null;

    public override bool Trim(Instant now) => figures.Count > 0;

    public override void Write(ByteWriter to) => figures.Write(to, Aggregate.Function);

    protected override void Load(ref ByteReader from) => figures = Figures.Read(ref from, Aggregate.Function);
}
