using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation;

/// <summary>
/// What every shard must have come to: its lane of the journal folded in one piece, one entry after another, from
/// nothing; without crashes, without a cache, with one checkpoint at the end.
/// </summary>
public sealed class Oracle
{
    private readonly List<OracleTurn> shards = [];

    public Oracle(IReadOnlyList<Entry> journal, int shardCount, Func<int, Ruleset> rulesets)
    {
        for (var shard = 0; shard < shardCount; shard++)
        {
            var id = new ShardId(shard);
            var turn = new OracleTurn(id, [.. journal.Where(entry => entry.Shard == id)]);
            using var runner = new ShardRunner(turn, shardCount, rulesets);
            while (runner.Step(1) > 0)
            {
            }
            runner.Checkpoint();
            shards.Add(turn);
        }
    }

    /// <summary>The state of each shard that folded anything.</summary>
    public IEnumerable<(ShardId Shard, Checkpoint State)> States => shards.Where(shard => shard.Kept is not null).Select(shard => (shard.Shard, shard.Kept!));

    /// <summary>Every message that the shards sent each other, in the order of each sender.</summary>
    public IEnumerable<Arrival> Messages => shards.SelectMany(shard => shard.Sent);
}
