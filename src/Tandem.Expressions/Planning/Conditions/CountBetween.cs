using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Whether a fact is an int from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
internal readonly struct CountBetween(FactSlot slot, long low, long high, Fallback otherwise) : ITest<CountBetween>
{
    private readonly FactSlot slot = slot;
    private readonly long low = low;
    private readonly long high = high;
    private readonly Fallback otherwise = otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Glance Try(in CountBetween test, ref Value values)
    {
        ref readonly var value = ref test.slot.In(ref values);
        if (value.Kind != ValueKind.Int) return Glance.Unsure;
        return test.Of(in value) ? Glance.True : Glance.False;
    }

    public static bool Holds(in CountBetween test, ref Value values, FactSource facts) => test.Is(true, facts);

    public static bool Fails(in CountBetween test, ref Value values, FactSource facts) => test.Is(false, facts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Of(in Value value) => value.RawBits >= low && value.RawBits <= high;

    private bool Is(bool wanted, FactSource facts)
    {
        ref readonly var value = ref facts.At(slot.Index);
        if (value.Kind == ValueKind.Int) return Of(in value) == wanted;
        return value.IsError ? facts.Met(in value) : otherwise.Is(wanted, facts);
    }
}
