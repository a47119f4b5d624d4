using System.Numerics;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>What many events come to, without any of them: it can be added up, not taken apart. <c>default</c> is none.</summary>
internal struct Figures
{
    /// <summary>Of events; of those with a number where numbers are asked for.</summary>
    public long Count;

    public ExactSum Sum;

    public decimal Min;

    public decimal Max;

    public void Add(decimal number)
    {
        Bound(number, number);
        Count++;
        Sum += number;
    }

    /// <summary>Adds many numbers, as far as the function asks for them.</summary>
    public void Add(AggregateFunction function, ReadOnlySpan<decimal> numbers)
    {
        if (numbers.IsEmpty) return;
        if (function is AggregateFunction.Min or AggregateFunction.Max)
        {
            var (min, max) = (numbers[0], numbers[0]);
            foreach (var number in numbers) (min, max) = (Math.Min(min, number), Math.Max(max, number));
            Bound(min, max);
        }
        else
        {
            Sum += ExactSum.Of(numbers);
        }
        Count += numbers.Length;
    }

    public void Add(in Figures other)
    {
        if (other.Count == 0) return;
        Bound(other.Min, other.Max);
        Count += other.Count;
        Sum += other.Sum;
    }

    /// <summary>A number that is asked for.</summary>
    public readonly Value Answer(AggregateFunction function) => function switch
    {
        AggregateFunction.Count => Value.Of(Count),
        AggregateFunction.Sum => Value.Of(Sum.ToDouble()),
        _ when Count == 0 => Missing.Number,
        AggregateFunction.Average => Value.Of(Sum.ToAverage(Count)),
        AggregateFunction.Min => Value.Of((default(ExactSum) + Min).ToDouble()),
        _ => Value.Of((default(ExactSum) + Max).ToDouble()),
    };

    /// <summary>The count, and what else the function asks for.</summary>
    public readonly void Write(ByteWriter to, AggregateFunction function)
    {
        to.Varint((ulong)Count);
        if (function is AggregateFunction.Sum or AggregateFunction.Average) to.Bytes(Sum.Units.ToByteArray());
        if (function == AggregateFunction.Min) new Amount(Min).Write(to);
        if (function == AggregateFunction.Max) new Amount(Max).Write(to);
    }

    public static Figures Read(ref ByteReader from, AggregateFunction function)
    {
        var figures = new Figures { Count = (long)from.Varint() };
        if (function is AggregateFunction.Sum or AggregateFunction.Average) figures.Sum = new(new BigInteger(from.Bytes()));
        if (function == AggregateFunction.Min) figures.Min = Amount.Read(ref from).Number;
        if (function == AggregateFunction.Max) figures.Max = Amount.Read(ref from).Number;
        return figures;
    }

    private void Bound(decimal min, decimal max) => (Min, Max) = Count == 0 ? (min, max) : (Math.Min(Min, min), Math.Max(Max, max));
}
