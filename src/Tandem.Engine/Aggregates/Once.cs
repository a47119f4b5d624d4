using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>For counts: nothing but that it happened.</summary>
internal readonly struct Once : IKept<Once>
{
    public static bool TryKeep(Value operand, Position position, out Once kept)
    {
        kept = default;
        return true;
    }

    public static int Compare(in Once left, in Once right) => 0;

    public void AddTo(ref Figures figures) => figures.Count++;

    public static Value Answer(AggregateFunction function, ReadOnlySpan<Once> events, in Figures more) => Value.Of(events.Length + more.Count);

    public void Write(ByteWriter to)
    {
        // The event's time says all.
    }

    public static Once Read(ref ByteReader from) => default;
}
