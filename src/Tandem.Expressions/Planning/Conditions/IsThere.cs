using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary><c>has(…)</c> of a fact.</summary>
internal readonly struct IsThere(int slot, Fallback otherwise) : ITest<IsThere>
{
    private readonly int slot = slot;
    private readonly Fallback otherwise = otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Holds(in IsThere test, FactSource facts) => facts.Peek(test.slot).IsKnown || test.otherwise.Is(true, facts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fails(in IsThere test, FactSource facts) => !facts.Peek(test.slot).IsKnown && test.otherwise.Is(false, facts);
}
