using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>
/// A planned condition. Joining two makes their types one by double dispatch (each side knows its own struct), without
/// reflection or generated code.
/// </summary>
internal abstract class Condition
{
    /// <summary>How many tests are joined into one type at most: the runtime compiles each shape that occurs once, and larger shapes hardly ever occur twice.</summary>
    public const int Largest = 4;

    /// <summary>How many tests are joined here.</summary>
    public abstract int Size { get; }

    /// <inheritdoc cref="ITest{TSelf}.Try"/>
    public abstract Glance Try(ref Value values);

    /// <inheritdoc cref="ITest{TSelf}.Holds"/>
    public abstract bool Holds(ref Value values, FactSource facts);

    /// <inheritdoc cref="ITest{TSelf}.Fails"/>
    public abstract bool Fails(ref Value values, FactSource facts);

    public abstract Condition Not();

    /// <summary>This condition where the fact is known; where it is missing, what evaluating says.</summary>
    public abstract Condition WhenKnown(FactSlot slot, Fallback otherwise);

    public abstract Rule ToRule(RulePlan plan);

    /// <summary><c>this &amp;&amp; next</c> or <c>this || next</c>.</summary>
    public abstract Condition Join(Condition next, bool isAnd);

    protected internal abstract Condition JoinAfter<TFirst>(TFirst first, int firstSize, bool isAnd) where TFirst : struct, ITest<TFirst>;

    public static Condition Of<T>(T test, int size = 1) where T : struct, ITest<T> => new Condition<T>(test, size);
}

/// <inheritdoc/>
internal sealed class Condition<T>(T test, int size) : Condition where T : struct, ITest<T>
{
    private readonly T test = test;

    public override int Size => size;

    public override Glance Try(ref Value values) => T.Try(in test, ref values);

    public override bool Holds(ref Value values, FactSource facts) => T.Holds(in test, ref values, facts);

    public override bool Fails(ref Value values, FactSource facts) => T.Fails(in test, ref values, facts);

    public override Condition Not() => Of(new Negated<T>(test), size);

    public override Condition WhenKnown(FactSlot slot, Fallback otherwise) => Of(new WhenKnown<T>(slot, test, otherwise), size);

    public override Rule ToRule(RulePlan plan) => new PlannedRule<T>(plan, test);

    public override Condition Join(Condition next, bool isAnd) => next.JoinAfter(test, size, isAnd);

    protected internal override Condition JoinAfter<TFirst>(TFirst first, int firstSize, bool isAnd) => isAnd
        ? Of(new Both<TFirst, T>(first, test), firstSize + size)
        : Of(new Either<TFirst, T>(first, test), firstSize + size);
}
