using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>A condition evaluated step by step: what no test is made for, and what a test leaves undecided because a fact is of another kind.</summary>
internal sealed class Fallback(Step step, int localCount)
{
    private static readonly Value[] NoLocals = [];

    /// <summary>Whether the condition is that truth value; an error is neither.</summary>
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
