using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>For the first and the last: what is picked of the event, and where it arrived.</summary>
internal readonly record struct Picked(Position Position, Value Value) : IKept<Picked>
{
    public static bool TryKeep(Value operand, Position position, out Picked kept)
    {
        kept = new(position, operand);
        return true;
    }

    public static int Compare(in Picked left, in Picked right) => left.Position.CompareTo(right.Position);

    public void AddTo(ref Figures figures)
    {
        // Buckets keep their oldest event as it is.
    }

    public static Value Answer(AggregateFunction function, ReadOnlySpan<Picked> events, in Figures more) =>
        events.IsEmpty ? Missing.Event : events[function == AggregateFunction.First ? 0 : ^1].Value;

    public void Write(ByteWriter to)
    {
        to.Signed(Position.Value);
        ValueBytes.Write(to, Value);
    }

    public static Picked Read(ref ByteReader from) => new(new(from.Signed()), ValueBytes.Read(ref from));
}
