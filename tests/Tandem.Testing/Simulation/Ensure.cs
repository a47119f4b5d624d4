using System.Diagnostics.CodeAnalysis;

namespace Tandem.Testing.Simulation;

/// <summary>What invariants say when they do not hold.</summary>
internal static class Ensure
{
    public static void That([DoesNotReturnIf(false)] bool holds, string invariant, Func<string> detail)
    {
        if (!holds) throw new InvariantBrokenException(invariant, detail());
    }

    /// <summary>Both hold the same, in any order; says what is only here or only there.</summary>
    public static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual, string invariant, string what)
    {
        var (left, right) = (expected.ToHashSet(), actual.ToHashSet());
        if (left.SetEquals(right)) return;
        var (missing, extra) = (left.Except(right).Take(5), right.Except(left).Take(5));
        throw new InvariantBrokenException(invariant, $"{what}: expected also [{string.Join(", ", missing)}], not expected [{string.Join(", ", extra)}]");
    }
}
