using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Past;

/// <summary>A canonical text about one event, planned when it is first needed. Thread-safe.</summary>
internal sealed class EventPlan(string text)
{
    private static readonly Declarations Declared = Declarations.Of((CanonicalText.Variable, RuleType.Event));
    private static readonly Limits Limits = new(MaxWork: Aggregate.MaxWork);
    private static readonly FactTable NoTable = new();
    private static readonly Value[] NoLocals = [];

    private readonly Lazy<(Step Step, int LocalCount)> planned = new(() =>
    {
        var planner = new Planner(Declared, Limits, NoTable);
        return (planner.Plan(CanonicalText.Parse(text)), planner.LocalCount);
    });

    public Value Of(Value @event)
    {
        var (step, localCount) = planned.Value;
        var frame = new Frame(NoFacts.Instance, [@event], localCount == 0 ? NoLocals : new Value[localCount], Limits.MaxWork);
        return frame.Finish(step(ref frame));
    }
}
