using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary><c>first &amp;&amp; second</c>: one false makes it false, whatever errors stand beside it.</summary>
internal readonly struct Both<TFirst, TSecond>(TFirst first, TSecond second) : ITest<Both<TFirst, TSecond>>
    where TFirst : struct, ITest<TFirst>
    where TSecond : struct, ITest<TSecond>
{
    private readonly TFirst first = first;
    private readonly TSecond second = second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Glance Try(in Both<TFirst, TSecond> test, ref Value values)
    {
        var first = TFirst.Try(in test.first, ref values);
        return first == Glance.True ? TSecond.Try(in test.second, ref values) : first;
    }

    public static bool Holds(in Both<TFirst, TSecond> test, ref Value values, FactSource facts) => TFirst.Holds(in test.first, ref values, facts) && TSecond.Holds(in test.second, ref values, facts);

    public static bool Fails(in Both<TFirst, TSecond> test, ref Value values, FactSource facts) => TFirst.Fails(in test.first, ref values, facts) || TSecond.Fails(in test.second, ref values, facts);
}
