using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Whether a fact is true: a trait, a consent, a membership.</summary>
internal readonly struct IsTrue(FactSlot slot, Fallback otherwise) : ITest<IsTrue>
{
    private readonly FactSlot slot = slot;
    private readonly Fallback otherwise = otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Glance Try(in IsTrue test, ref Value values)
    {
        ref readonly var value = ref test.slot.In(ref values);
        if (value.Kind != ValueKind.Bool) return Glance.Unsure;
        return test.Of(in value) ? Glance.True : Glance.False;
    }

    public static bool Holds(in IsTrue test, ref Value values, FactSource facts) => test.Is(true, facts);

    public static bool Fails(in IsTrue test, ref Value values, FactSource facts) => test.Is(false, facts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Of(in Value value) => value.RawBits != 0;

    private bool Is(bool wanted, FactSource facts)
    {
        ref readonly var value = ref facts.At(slot.Index);
        if (value.Kind == ValueKind.Bool) return Of(in value) == wanted;
        return value.IsError ? facts.Met(in value) : otherwise.Is(wanted, facts);
    }
}
