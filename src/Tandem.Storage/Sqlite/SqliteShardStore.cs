using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>The shards of the one workspace in a data folder. All turns are of this process, so none is ever fenced.</summary>
internal sealed class SqliteShardStore(StateFile states, StateWriter checkpoints, StateMerger merger, JournalWriter journal, ShardQueues queues, int shardCount) : IShardStore
{
    private readonly bool[] held = new bool[shardCount];

    public int ShardCount => held.Length;

    public StateFile States => states;

    public StateWriter Checkpoints => checkpoints;

    public StateMerger Merger => merger;

    public JournalWriter Journal => journal;

    public ShardQueues Queues => queues;

    public IShardTurn? TryOpen(ShardId shard)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)shard.Value, (uint)held.Length, nameof(shard));
        lock (held)
        {
            if (held[shard.Value]) return null;
            held[shard.Value] = true;
        }
        queues.Rewind(shard, states.LoadShard(shard).Position);
        return new SqliteShardTurn(this, shard);
    }

    public void Release(ShardId shard)
    {
        lock (held) held[shard.Value] = false;
    }
}
