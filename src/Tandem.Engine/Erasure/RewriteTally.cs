using Tandem.Primitives;

namespace Tandem.Engine.Erasure;

/// <summary>
/// How many entries of the journal were rewritten for an erasure, kept through kills. Entries are rewritten in the order of
/// their positions, some at once; what is about to be is noted before. Whether it was, the next look tells: what was
/// rewritten is not found again.
/// </summary>
/// <param name="Before">How many were rewritten for certain.</param>
/// <param name="First">The position of the first of those that were to be rewritten next.</param>
/// <param name="Count">How many these are.</param>
public sealed record RewriteTally(long Before, long First, long Count)
{
    /// <summary>All of them, once nothing more is found.</summary>
    public long Total => Before + Count;

    /// <summary>With the next ones about to be rewritten.</summary>
    public static RewriteTally Next(RewriteTally? known, Position first, long count) => known switch
    {
        null => new(0, first.Value, count),
        // Found again, so that it was not done.
        { } same when first.Value <= same.First => same with { First = first.Value, Count = count },
        { } other => new(other.Total, first.Value, count),
    };
}
