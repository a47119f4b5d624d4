using System.Numerics;

namespace Tandem.Engine.Aggregates;

/// <summary>A set of aggregates of one <see cref="AggregateIndex"/>, by their place in it. Not thread-safe while it changes.</summary>
public sealed class AggregateMask(int aggregates)
{
    private readonly ulong[] bits = new ulong[(aggregates + 63) / 64];

    /// <summary>How many aggregates there are to choose from.</summary>
    public int Aggregates { get; } = aggregates;

    public bool IsEmpty => !bits.AsSpan().ContainsAnyExcept(0UL);

    public bool this[int index] => (bits[index >> 6] >> (index & 63) & 1) != 0;

    public void Add(int index) => bits[index >> 6] |= 1UL << (index & 63);

    public void Clear() => Array.Clear(bits);

    /// <summary>The members, in order.</summary>
    public IEnumerable<int> Members()
    {
        for (var member = After(-1); member >= 0; member = After(member)) yield return member;
    }

    /// <summary>The next member after a place; -1 where there is none.</summary>
    public int After(int index)
    {
        index++;
        for (var word = index >> 6; word < bits.Length; word++)
        {
            var rest = word == index >> 6 ? bits[word] & ulong.MaxValue << (index & 63) : bits[word];
            if (rest != 0) return (word << 6) + BitOperations.TrailingZeroCount(rest);
        }
        return -1;
    }
}
