using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Any expression as a condition, by evaluating it.</summary>
internal readonly struct Evaluated(Fallback fallback) : ITest<Evaluated>
{
    private readonly Fallback fallback = fallback;

    public static Glance Try(in Evaluated test, ref Value values) => Glance.Unsure;

    public static bool Holds(in Evaluated test, ref Value values, FactSource facts) => test.fallback.Is(true, facts);

    public static bool Fails(in Evaluated test, ref Value values, FactSource facts) => test.fallback.Is(false, facts);
}
