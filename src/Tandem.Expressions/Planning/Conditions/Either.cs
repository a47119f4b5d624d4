using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary><c>first || second</c>: one true makes it true, whatever errors stand beside it.</summary>
internal readonly struct Either<TFirst, TSecond>(TFirst first, TSecond second) : ITest<Either<TFirst, TSecond>>
    where TFirst : struct, ITest<TFirst>
    where TSecond : struct, ITest<TSecond>
{
    private readonly TFirst first = first;
    private readonly TSecond second = second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Glance Try(in Either<TFirst, TSecond> test, ref Value values)
    {
        var first = TFirst.Try(in test.first, ref values);
        return first == Glance.False ? TSecond.Try(in test.second, ref values) : first;
    }

    public static bool Holds(in Either<TFirst, TSecond> test, ref Value values, FactSource facts) => TFirst.Holds(in test.first, ref values, facts) || TSecond.Holds(in test.second, ref values, facts);

    public static bool Fails(in Either<TFirst, TSecond> test, ref Value values, FactSource facts) => TFirst.Fails(in test.first, ref values, facts) && TSecond.Fails(in test.second, ref values, facts);
}
