using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>Any expression as a condition, by evaluating it. What the tests for one kind of value leave undecided comes here, too.</summary>
internal readonly struct Evaluated(Step step, int localCount) : ITest<Evaluated>
{
    private static readonly Value[] NoLocals = [];

    private readonly Step step = step;
    private readonly int localCount = localCount;

    public static bool Holds(in Evaluated test, FactSource facts) => test.Is(true, facts);

    public static bool Fails(in Evaluated test, FactSource facts) => test.Is(false, facts);

    public bool Is(bool wanted, FactSource facts)
    {
        // The parts of a rule share its work, so that many of them are no way around the limit.
        var frame = new Frame(facts, NoLocals, localCount == 0 ? NoLocals : new Value[localCount], facts.WorkLeft);
        var value = step(ref frame);
        facts.WorkLeft = frame.WorkLeft;
        if (!frame.IsExhausted && value.Kind == ValueKind.Bool) return value.IsTrue == wanted;
        facts.MetError = true;
        return false;
    }
}
