using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Conditions too many to be joined into one type, one after the other: all must hold.</summary>
internal readonly struct All(Condition[] parts) : ITest<All>
{
    private readonly Condition[] parts = parts;

    public static Glance Try(in All test, ref Value values)
    {
        foreach (var part in test.parts)
            if (part.Try(ref values) is not Glance.True and var glance) return glance;
        return Glance.True;
    }

    public static bool Holds(in All test, ref Value values, FactSource facts)
    {
        foreach (var part in test.parts)
            if (!part.Holds(ref values, facts)) return false;
        return true;
    }

    public static bool Fails(in All test, ref Value values, FactSource facts)
    {
        foreach (var part in test.parts)
            if (part.Fails(ref values, facts)) return true;
        return false;
    }
}
