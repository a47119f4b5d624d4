using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>What one evaluation works with. Lives on the stack and goes by reference, so that an evaluation allocates nothing.</summary>
internal struct Frame(IFacts facts, Value[] variables, Value[] locals, int iterations)
{
    private int iterationsLeft = iterations;

    public readonly IFacts Facts = facts;

    /// <summary>Declared variables by slot.</summary>
    public readonly Value[] Variables = variables;

    /// <summary>The items that macros stand on, by depth.</summary>
    public readonly Value[] Locals = locals;

    /// <summary>Counts one round of a macro; false when the evaluation has had enough.</summary>
    public bool TryIterate() => --iterationsLeft >= 0;
}
