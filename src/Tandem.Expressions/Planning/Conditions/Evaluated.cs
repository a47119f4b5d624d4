using Tandem.Expressions.Facts;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Any expression as a condition, by evaluating it.</summary>
internal readonly struct Evaluated(Fallback fallback) : ITest<Evaluated>
{
    private readonly Fallback fallback = fallback;

    public static bool Holds(in Evaluated test, FactSource facts) => test.fallback.Is(true, facts);

    public static bool Fails(in Evaluated test, FactSource facts) => test.fallback.Is(false, facts);
}
