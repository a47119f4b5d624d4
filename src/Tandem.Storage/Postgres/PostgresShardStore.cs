using Npgsql;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Postgres.States;

namespace Tandem.Storage.Postgres;

/// <summary>
/// The shards as rows. Whoever's name a row bears owns the shard, until it gives it back, or has not been heard of for a while
/// and another puts its own there. The name is a hint that keeps a shard's customers in one process's memory; that only one
/// process changes a shard is sure because each turn locks the row and finds its own last turn in it, or ends.
/// </summary>
/// <param name="database">For turns: what takes long there is ended by the server.</param>
internal sealed class PostgresShardStore(NpgsqlDataSource database, NpgsqlDataSource reads, StateTables states, int shardCount, Guid node, TimeProvider clock, Hints hints, PostgresOptions options) : IShardStore, IDisposable
{
    // One statement, so that two who try at once are one after the other; the one who comes second finds the first one's name.
    private const string Claim = """
        UPDATE shards SET owner = $2, turn = turn + 1
        WHERE shard_id = (SELECT shard_id FROM shards WHERE shard_id = $1 FOR UPDATE SKIP LOCKED)
          AND (owner IS NULL OR owner = $2 OR NOT EXISTS (SELECT 1 FROM nodes WHERE node = owner AND seen > clock_timestamp() - make_interval(secs => $3)))
        RETURNING turn, position, taken, at, head
        """;

    private readonly HashSet<int> held = [];
    private readonly ThreadLocal<CheckpointChunks> chunks = new(() => new());

    public int ShardCount => shardCount;

    public StateTables States => states;

    /// <summary>For the checkpoint that the calling thread makes.</summary>
    public CheckpointChunks Chunks => chunks.Value!;

    /// <summary>The shards that this process has open.</summary>
    public IReadOnlyCollection<ShardId> Held
    {
        get
        {
            lock (held) return [.. held.Select(shard => new ShardId(shard))];
        }
    }

    public NpgsqlDataSource Turns => database;

    public NpgsqlDataSource Reads => reads;

    public Guid Node => node;

    public TimeProvider Clock => clock;

    public Hints Hints => hints;

    /// <summary>The shards that are free for this process: nobody's, of one that has not been heard of, or its own that it has lost hold of.</summary>
    public IReadOnlyList<ShardId> Free()
    {
        var free = reads.Read(
            "SELECT shard_id FROM shards WHERE owner IS NULL OR owner = $2 OR NOT EXISTS (SELECT 1 FROM nodes WHERE node = owner AND seen > clock_timestamp() - make_interval(secs => $1)) ORDER BY shard_id",
            to => to.Double(options.Silence.TotalSeconds).Id(node), row => new ShardId(row.GetInt32(0)));
        lock (held) return free.FindAll(shard => !held.Contains(shard.Value));
    }

    /// <summary>The shards that this process has open, and that bear another's name or nobody's.</summary>
    public IReadOnlyList<ShardId> Taken()
    {
        var others = reads.Read("SELECT shard_id FROM shards WHERE owner IS DISTINCT FROM $1 ORDER BY shard_id", to => to.Id(node), row => new ShardId(row.GetInt32(0)));
        lock (held) return others.FindAll(shard => held.Contains(shard.Value));
    }

    public IShardTurn? TryOpen(ShardId shard)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)shard.Value, (uint)shardCount, nameof(shard));
        lock (held)
            if (!held.Add(shard.Value)) return null;
        try
        {
            var found = database.Read(
                Claim, to => to.Int(shard.Value).Id(node).Double(options.Silence.TotalSeconds),
                row => new PostgresShardTurn(this, shard, row.GetInt64(0), new(row.GetInt64(1)), new(row.GetInt64(2)), new(row.GetInt64(3)), row.Blob(4)));
            if (found is [var turn])
            {
                // Nobody else writes chunks of it from now on.
                PostgresFaults.Run(() =>
                {
                    using var connection = reads.OpenConnection();
                    states.Refresh(connection, [shard]);
                    return true;
                });
                return turn;
            }
        }
        catch
        {
            Release(shard);
            throw;
        }
        Release(shard);
        return null;
    }

    public void Release(ShardId shard)
    {
        lock (held) held.Remove(shard.Value);
    }

    public void Dispose() => chunks.Dispose();
}
