using System.Numerics;

namespace Tandem.Engine.Segments;

/// <summary>A set of segments of one ruleset, by index. Immutable once it is built.</summary>
public sealed class SegmentMask(int segments)
{
    private readonly ulong[] bits = new ulong[(segments + 63) / 64];

    /// <summary>How many segments there are to choose from.</summary>
    public int Segments { get; } = segments;

    public bool IsEmpty
    {
        get
        {
            foreach (var word in bits)
                if (word != 0) return false;
            return true;
        }
    }

    public bool this[int index] => (bits[index >> 6] >> (index & 63) & 1) != 0;

    public void Add(int index) => bits[index >> 6] |= 1UL << (index & 63);

    public void Add(SegmentMask? other)
    {
        if (other is null) return;
        for (var i = 0; i < bits.Length; i++) bits[i] |= other.bits[i];
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

    public void Clear() => Array.Clear(bits);
}
