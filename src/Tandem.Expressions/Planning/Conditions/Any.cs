using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Conditions too many to be joined into one type, one after the other: one must hold.</summary>
internal readonly struct Any(Condition[] parts) : ITest<Any>
{
    private readonly Condition[] parts = parts;

    public static Glance Try(in Any test, ref Value values)
    {
        foreach (var part in test.parts)
            if (part.Try(ref values) is not Glance.False and var glance) return glance;
        return Glance.False;
    }

    public static bool Holds(in Any test, ref Value values, FactSource facts)
    {
        foreach (var part in test.parts)
            if (part.Holds(ref values, facts)) return true;
        return false;
    }

    public static bool Fails(in Any test, ref Value values, FactSource facts)
    {
        foreach (var part in test.parts)
            if (!part.Fails(ref values, facts)) return false;
        return true;
    }
}
