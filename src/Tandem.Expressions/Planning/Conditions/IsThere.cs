using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary><c>has(…)</c> of a fact.</summary>
internal readonly struct IsThere(FactSlot slot, Fallback otherwise) : ITest<IsThere>
{
    private readonly FactSlot slot = slot;
    private readonly Fallback otherwise = otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Glance Try(in IsThere test, ref Value values) => test.slot.In(ref values).IsKnown ? Glance.True : Glance.Unsure;

    public static bool Holds(in IsThere test, ref Value values, FactSource facts) => test.slot.In(ref values).IsKnown || test.otherwise.Is(true, facts);

    public static bool Fails(in IsThere test, ref Value values, FactSource facts) => !test.slot.In(ref values).IsKnown && test.otherwise.Is(false, facts);
}
