using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Whether a fact is one of those texts.</summary>
internal readonly struct TextIn(FactSlot slot, FrozenSet<string> texts, Fallback otherwise) : ITest<TextIn>
{
    private readonly FactSlot slot = slot;
    private readonly FrozenSet<string> texts = texts;
    private readonly Fallback otherwise = otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Glance Try(in TextIn test, ref Value values)
    {
        ref readonly var value = ref test.slot.In(ref values);
        if (value.Kind != ValueKind.String) return Glance.Unsure;
        return test.Of(in value) ? Glance.True : Glance.False;
    }

    public static bool Holds(in TextIn test, ref Value values, FactSource facts) => test.Is(true, facts);

    public static bool Fails(in TextIn test, ref Value values, FactSource facts) => test.Is(false, facts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Of(in Value value) => texts.Contains(value.RawString);

    private bool Is(bool wanted, FactSource facts)
    {
        ref readonly var value = ref facts.At(slot.Index);
        if (value.Kind == ValueKind.String) return Of(in value) == wanted;
        return value.IsError ? facts.Met(in value) : otherwise.Is(wanted, facts);
    }
}
