using System.Runtime.CompilerServices;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Where a fact's value is among the values of an evaluation, counted in bytes so that nothing is left to work out.</summary>
/// <param name="index">Of the table that the rule was planned with. The values are those of that table, so nothing checks it again.</param>
internal readonly struct FactSlot(int index)
{
    private readonly nint offset = (nint)index * Unsafe.SizeOf<Value>();

    public int Index => (int)(offset / Unsafe.SizeOf<Value>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Value In(ref Value values) => ref Unsafe.AddByteOffset(ref values, offset);
}
