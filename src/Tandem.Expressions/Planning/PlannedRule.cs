using System.Runtime.CompilerServices;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning.Conditions;

namespace Tandem.Expressions.Planning;

/// <summary>A rule with its condition in its type, so that deciding it is one call.</summary>
internal sealed class PlannedRule<T>(RulePlan plan, T test) : Rule(plan) where T : struct, ITest<T>
{
    private readonly T test = test;
    private readonly FactTable table = plan.Table;
    private readonly long work = plan.Limits.MaxWork;

    public override bool Holds(FactSource facts)
    {
        ref var values = ref facts.Begin(table, work);
        var glance = T.Try(in test, ref values);
        return glance == Glance.Unsure ? HoldsOnSecondLook(facts) : glance == Glance.True;
    }

    private protected override bool Fails(FactSource facts)
    {
        ref var values = ref facts.Begin(table, work);
        return T.Fails(in test, ref values, facts);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool HoldsOnSecondLook(FactSource facts)
    {
        ref var values = ref facts.Begin(table, work);
        return T.Holds(in test, ref values, facts);
    }
}
