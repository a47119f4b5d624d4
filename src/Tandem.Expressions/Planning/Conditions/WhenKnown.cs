using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>A test of a fact that an optional asks for: <c>customer.traits.?plan.orValue("free") == "pro"</c>. Where the fact is missing, evaluating says what counts instead.</summary>
internal readonly struct WhenKnown<T>(FactSlot slot, T test, Fallback otherwise) : ITest<WhenKnown<T>>
    where T : struct, ITest<T>
{
    private readonly FactSlot slot = slot;
    private readonly T test = test;
    private readonly Fallback otherwise = otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Glance Try(in WhenKnown<T> known, ref Value values) => known.slot.In(ref values).IsKnown ? T.Try(in known.test, ref values) : Glance.Unsure;

    public static bool Holds(in WhenKnown<T> known, ref Value values, FactSource facts) =>
        known.IsKnown(ref values, facts) ? T.Holds(in known.test, ref values, facts) : known.otherwise.Is(true, facts);

    public static bool Fails(in WhenKnown<T> known, ref Value values, FactSource facts) =>
        known.IsKnown(ref values, facts) ? T.Fails(in known.test, ref values, facts) : known.otherwise.Is(false, facts);

    private bool IsKnown(ref Value values, FactSource facts) => slot.In(ref values).IsKnown || facts.At(slot.Index).IsKnown;
}
