using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary><c>!test</c>: an error stays one.</summary>
internal readonly struct Negated<T>(T test) : ITest<Negated<T>> where T : struct, ITest<T>
{
    private readonly T test = test;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Glance Try(in Negated<T> test, ref Value values)
    {
        var glance = T.Try(in test.test, ref values);
        return glance == Glance.Unsure ? glance : glance ^ Glance.True;
    }

    public static bool Holds(in Negated<T> test, ref Value values, FactSource facts) => T.Fails(in test.test, ref values, facts);

    public static bool Fails(in Negated<T> test, ref Value values, FactSource facts) => T.Holds(in test.test, ref values, facts);
}
