using Tandem.Expressions.Facts;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Conditions too many to be joined into one type, one after the other: all must hold.</summary>
internal readonly struct All(Condition[] parts) : ITest<All>
{
    private readonly Condition[] parts = parts;

    public static bool Holds(in All test, FactSource facts)
    {
        foreach (var part in test.parts)
            if (!part.Holds(facts)) return false;
        return true;
    }

    public static bool Fails(in All test, FactSource facts)
    {
        foreach (var part in test.parts)
            if (part.Fails(facts)) return true;
        return false;
    }
}
