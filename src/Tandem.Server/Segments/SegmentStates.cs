using Tandem.Engine.Segments;
using Tandem.Engine.Shards;
using Tandem.Governance.Definitions;
using Tandem.Primitives;
using Tandem.Server.Hosting;

namespace Tandem.Server.Segments;

/// <summary>Reads what shards know of segments. Thread-safe.</summary>
public sealed class SegmentStates(IEngine engine, RulesetHost rulesets, ShardCounts counts, Restating restating)
{
    public SegmentModel Read(Definition definition)
    {
        var rules = rulesets.Latest;
        var compiled = rules.Segments.Ordered.FirstOrDefault(segment => segment.Name == definition.Name);
        return new(
            definition.Name, definition.Title, definition.Description, compiled?.Rule.Text ?? "", (long)counts.Sum(CountNames.Segment(definition.Name)),
            (long)counts.Sum(CountNames.Customers), restating.Progress.Overall, compiled is null ? null : Since(compiled)?.ToDateTimeOffset(),
            (long)counts.Sum(CountNames.SegmentErrors(definition.Name)), definition.Version, definition.At.ToDateTimeOffset());
    }

    /// <summary>The latest moment from which on the past that the rule reads is known in all shards.</summary>
    private Instant? Since(CompiledSegment segment)
    {
        Instant? latest = null;
        foreach (var runner in engine.Shards)
        {
            foreach (var aggregate in segment.Rule.Reads.Aggregates)
            {
                var since = runner.Read(state => state.Head.Aggregates.Kept.TryGetValue(aggregate.Hash, out var kept) ? kept.Since : null);
                if (since is not null && (latest is null || since > latest)) latest = since;
            }
        }
        return latest;
    }
}
