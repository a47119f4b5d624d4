using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Whether a fact is a double of at most <paramref name="high"/>.</summary>
internal readonly struct NumberAtMost(FactSlot slot, double high, Fallback otherwise) : ITest<NumberAtMost>
{
    private readonly FactSlot slot = slot;
    private readonly double high = high;
    private readonly Fallback otherwise = otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Glance Try(in NumberAtMost test, ref Value values)
    {
        ref readonly var value = ref test.slot.In(ref values);
        if (value.Kind != ValueKind.Double) return Glance.Unsure;
        return test.Of(in value) ? Glance.True : Glance.False;
    }

    public static bool Holds(in NumberAtMost test, ref Value values, FactSource facts) => test.Is(true, facts);

    public static bool Fails(in NumberAtMost test, ref Value values, FactSource facts) => test.Is(false, facts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Of(in Value value) => value.RawDouble <= high;

    private bool Is(bool wanted, FactSource facts)
    {
        ref readonly var value = ref facts.At(slot.Index);
        if (value.Kind == ValueKind.Double) return Of(in value) == wanted;
        return value.IsError ? facts.Met(in value) : otherwise.Is(wanted, facts);
    }
}
