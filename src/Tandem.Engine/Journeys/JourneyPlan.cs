using Tandem.Expressions;
using Tandem.Expressions.Facts;

namespace Tandem.Engine.Journeys;

/// <summary>A journey ready to be walked: its steps in one row, each knowing where to go on.</summary>
public sealed class JourneyPlan
{
    private readonly List<PlannedStep> steps = [];

    private JourneyPlan(JourneySpec spec, Rule? filter)
    {
        Spec = spec;
        Filter = filter;
    }

    public JourneySpec Spec { get; }

    public string Name => Spec.Name;

    /// <summary>The trigger's own condition, if any.</summary>
    public Rule? Filter { get; }

    /// <summary>All conditions.</summary>
    public IEnumerable<Rule> Rules => steps.Select(planned => planned.Rule).Append(Filter).OfType<Rule>();

    /// <summary>An index past the end means that the walk is complete.</summary>
    public IReadOnlyList<PlannedStep> Steps => steps;

    /// <summary>Plans a journey whose rules are known to compile: publishing checks them.</summary>
    public static JourneyPlan Of(JourneySpec spec, FactTable facts)
    {
        var filter = spec.Trigger is Trigger.OnEvent { Where: { } where } ? Rule.Compile(where, RuleScope.Journey, facts).Value : null;
        var plan = new JourneyPlan(spec, filter);
        plan.Lay(spec.Steps, facts);
        return plan;
    }

    private void Lay(IReadOnlyList<Step> list, FactTable facts)
    {
        foreach (var step in list)
        {
            var here = steps.Count;
            if (step is not Step.Branch branch)
            {
                steps.Add(new(step, here + 1, here + 1, null));
                continue;
            }
            steps.Add(default!);
            var then = steps.Count;
            Lay(branch.Then, facts);
            // A marker that jumps over the other list, so that every list simply ends where the next step begins.
            var jump = steps.Count;
            steps.Add(default!);
            var otherwise = steps.Count;
            Lay(branch.Else, facts);
            steps[jump] = new(null, steps.Count, steps.Count, null);
            steps[here] = new(branch, then, otherwise, Rule.Compile(branch.If, RuleScope.Journey, facts).Value);
        }
    }
}

/// <param name="Step">Null for a mere jump to <paramref name="Next"/>.</param>
/// <param name="Next">Where to go on; for a branch, when its rule holds.</param>
/// <param name="Otherwise">For a branch, where to go on when its rule does not hold.</param>
public sealed record PlannedStep(Step? Step, int Next, int Otherwise, Rule? Rule);
