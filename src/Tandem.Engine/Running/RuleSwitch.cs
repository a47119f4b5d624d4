using Tandem.Engine.Aggregates;
using Tandem.Engine.Folding;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Shards;
using Tandem.Expressions.Facts;

namespace Tandem.Engine.Running;

/// <summary>Which rules a shard folds with, and what follows from them and from which pasts are whole.</summary>
internal sealed class RuleSwitch
{
    private readonly FoldStep step;
    private readonly ShardHead head;
    private readonly Func<int, Ruleset> rulesets;

    public RuleSwitch(FoldStep step, Func<int, Ruleset> rulesets)
    {
        (this.step, head, this.rulesets) = (step, step.State.Head, rulesets);
        step.Rules = rulesets(head.Ruleset);
        Prepare();
    }

    /// <summary>Switches to a ruleset through all between, so that every shard began to keep an aggregate with the same one.</summary>
    public void To(int ruleset)
    {
        while (head.Ruleset < ruleset)
        {
            step.Rules = rulesets(++head.Ruleset);
            head.Aggregates.Switch(step.Rules.Aggregates.All, head.Ruleset, step.Folding, step.Now, MayHavePast);
            NextEpoch();
        }
    }

    /// <summary>From here on every customer is to be decided anew.</summary>
    public void NextEpoch()
    {
        head.Epoch++;
        Prepare();
    }

    private bool MayHavePast(Aggregate aggregate) => AggregateIndex.EventsOf(aggregate).Any(head.MayHaveSeen);

    private void Prepare()
    {
        var (aggregates, segments) = (step.Rules.Aggregates, step.Rules.Segments);
        step.Generations = [.. aggregates.All.Select(head.Aggregates.GenerationOf)];
        step.Changed = new(aggregates.Count);
        step.Concerned = new(segments.Ordered.Count);
        step.Frozen = new(segments.Ordered.Count);
        for (var i = 0; i < aggregates.Count; i++)
            if (!head.Aggregates.IsWhole(aggregates.All[i])) step.Frozen.Add(segments.OnAggregate(i));
    }
}
