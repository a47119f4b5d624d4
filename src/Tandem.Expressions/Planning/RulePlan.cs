using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning.Conditions;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Planning;

/// <summary>What a rule was made from, and its two plans: a condition for deciding, and steps for those who want the value, made when first wanted.</summary>
internal sealed record RulePlan(Compilation Compilation, Declarations Declarations, Limits Limits, FactTable Table, Condition Condition, Lazy<(Step Step, int LocalCount)> Steps)
{
    public static RulePlan Of(Compilation compilation, Declarations declarations, Limits limits, FactTable table)
    {
        var condition = new ConditionPlanner(declarations, limits, table).Plan(compilation.Tree);
        return new RulePlan(compilation, declarations, limits, table, condition, new Lazy<(Step, int)>(() =>
        {
            var planner = new Planner(declarations, limits, table);
            return (planner.Plan(compilation.Tree), planner.LocalCount);
        }));
    }

    public Rule ToRule() => Condition.ToRule(this);
}
