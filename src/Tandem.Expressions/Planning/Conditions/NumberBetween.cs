using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Whether a fact is a double from <paramref name="low"/> to <paramref name="high"/>, both included: every comparison with a number is one of these.</summary>
internal readonly struct NumberBetween(int slot, double low, double high, Evaluated otherwise) : ITest<NumberBetween>
{
    private readonly int slot = slot;
    private readonly double low = low;
    private readonly double high = high;
    private readonly Evaluated otherwise = otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Holds(in NumberBetween test, FactSource facts)
    {
        ref readonly var value = ref facts.Peek(test.slot);
        return value.Kind == ValueKind.Double ? test.Of(in value) : test.Undecided(true, facts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fails(in NumberBetween test, FactSource facts)
    {
        ref readonly var value = ref facts.Peek(test.slot);
        return value.Kind == ValueKind.Double ? !test.Of(in value) : test.Undecided(false, facts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Of(in Value value) => value.RawDouble >= low && value.RawDouble <= high;

    // Not asked for yet, or of another kind.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Undecided(bool wanted, FactSource facts)
    {
        ref readonly var value = ref facts.At(slot);
        return value.Kind == ValueKind.Double ? Of(in value) == wanted : otherwise.Is(wanted, facts);
    }
}
