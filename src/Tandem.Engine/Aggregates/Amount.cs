using System.Runtime.InteropServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>For sums, averages, the smallest and the largest: the number, as <see cref="ExactSum.TryRead"/> reads it.</summary>
internal readonly record struct Amount(decimal Number) : IKept<Amount>
{
    private const byte ScaleMask = 0x1F, IsNegative = 0x20, IsLong = 0x40;

    public static bool TryKeep(Value operand, Position position, out Amount kept)
    {
        var isNumber = ExactSum.TryRead(operand, out var number);
        kept = new(number);
        return isNumber;
    }

    public static int Compare(in Amount left, in Amount right) => 0;

    public void AddTo(ref Figures figures) => figures.Add(Number);

    public static Value Answer(AggregateFunction function, ReadOnlySpan<Amount> events, in Figures more)
    {
        var figures = more;
        figures.Add(function, MemoryMarshal.Cast<Amount, decimal>(events));
        return figures.Answer(function);
    }

    /// <summary>A byte with the scale, the sign and the size, then the digits: three bytes for 19.99.</summary>
    public void Write(ByteWriter to)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(Number, parts);
        var low = (ulong)(uint)parts[1] << 32 | (uint)parts[0];
        to.Byte((byte)(Number.Scale | (decimal.IsNegative(Number) ? IsNegative : 0) | (parts[2] == 0 ? 0 : IsLong)));
        to.Varint(low);
        if (parts[2] != 0) to.Fixed32((uint)parts[2]);
    }

    public static Amount Read(ref ByteReader from)
    {
        var form = from.Byte();
        var low = from.Varint();
        var high = (form & IsLong) == 0 ? 0 : from.Fixed32();
        var scale = form & ScaleMask;
        if (scale > 28) throw new InvalidDataException($"A number with {scale} digits behind the point: the data is damaged.");
        return new(new decimal((int)(uint)low, (int)(uint)(low >> 32), (int)high, (form & IsNegative) != 0, (byte)scale));
    }
}
