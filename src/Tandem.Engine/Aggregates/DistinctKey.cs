using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>For counts of different values: the value's <see cref="DistinctHash"/>.</summary>
internal readonly record struct DistinctKey(ulong Hash) : IKept<DistinctKey>
{
    public static bool TryKeep(Value operand, Position position, out DistinctKey kept)
    {
        var counts = DistinctHash.TryOf(operand, out var hash);
        kept = new(hash);
        return counts;
    }

    public static int Compare(in DistinctKey left, in DistinctKey right) => 0;

    public void AddTo(ref Figures figures)
    {
        // Different values cannot be added up: they are counted one by one or in a sketch.
    }

    public static Value Answer(AggregateFunction function, ReadOnlySpan<DistinctKey> events, in Figures more)
    {
        var different = new HashSet<ulong>(events.Length);
        foreach (var key in events) different.Add(key.Hash);
        return Value.Of(different.Count);
    }

    public void Write(ByteWriter to) => to.Fixed64(Hash);

    public static DistinctKey Read(ref ByteReader from) => new(from.Fixed64());
}
