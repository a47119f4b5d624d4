using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>What one evaluation works with. Lives on the stack and goes by reference, so that an evaluation allocates nothing.</summary>
internal struct Frame(FactSource facts, Value[] variables, Value[] locals, long work)
{
    private const int UnitsPerWork = 64;

    private long workLeft = work;

    public readonly FactSource Facts = facts;

    /// <summary>Declared variables by slot.</summary>
    public readonly Value[] Variables = variables;

    /// <summary>The items that macros stand on, by depth.</summary>
    public readonly Value[] Locals = locals;

    /// <summary>Counts work; false when the evaluation has had enough, and from then on.</summary>
    public bool TryWork(long units = 1) => (workLeft -= units) >= 0;

    public readonly long WorkLeft => workLeft;

    public readonly bool IsExhausted => workLeft < 0;

    /// <summary>Counts work that grows with the length of texts and bytes.</summary>
    public bool TryRead(Value first, Value second = default) => TryWork(1 + (LengthOf(first) + LengthOf(second)) / UnitsPerWork);

    /// <summary>The result, unless work was left undone for it.</summary>
    public readonly Value Finish(Value result) => IsExhausted ? Failures.TooMuchWork : result;

    private static int LengthOf(Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString.Length,
        ValueKind.Bytes => value.AsBytes.Length,
        _ => 0,
    };
}
