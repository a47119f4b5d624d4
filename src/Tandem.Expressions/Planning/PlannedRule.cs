using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning.Conditions;

namespace Tandem.Expressions.Planning;

/// <summary>A rule with its condition in its type, so that deciding it is one call.</summary>
internal sealed class PlannedRule<T>(RulePlan plan, T test) : Rule(plan) where T : struct, ITest<T>
{
    private readonly T test = test;
    private readonly FactTable table = plan.Table;
    private readonly int factCount = plan.Table.Count;
    private readonly long work = plan.Limits.MaxWork;

    public override bool Holds(FactSource facts)
    {
        facts.Begin(table, factCount, work);
        return T.Holds(in test, facts);
    }

    private protected override bool Fails(FactSource facts)
    {
        facts.Begin(table, factCount, work);
        return T.Fails(in test, facts);
    }
}
