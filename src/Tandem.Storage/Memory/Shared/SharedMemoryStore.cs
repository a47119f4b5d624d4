using Tandem.Engine.Dispositions;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Clocks;

namespace Tandem.Storage.Memory.Shared;

/// <summary>
/// A <see cref="MemoryDatabase"/> as one process sees it. What befalls the process or its connections is said by
/// <see cref="Reaches"/>, around every call: it may throw that the database cannot be reached, which leaves unknown what became
/// of the call, or that the process has ended, or take its time. Thread-safe.
/// </summary>
public sealed class SharedMemoryStore(MemoryDatabase database, TimeProvider clock, Guid node) : IShardStore, ISharedStore, IOutbox, IStateReader
{
    private readonly HashSet<int> held = [];
    private volatile bool hasEnded;

    /// <summary>Told of each call, before it (false) and after it (true).</summary>
    public Action<DatabaseCall, bool> Reaches { get; init; } = (_, _) => { };

    /// <summary>Kept in step with the database's clock, with each beat.</summary>
    public DatabaseClock? InStep { get; init; }

    /// <summary>Whether it looks from inside, where the database is never away.</summary>
    public bool IsInside { get; init; }

    /// <summary>Whether its process has.</summary>
    public bool HasEnded => hasEnded;

    public MemoryDatabase Database => database;

    public Guid Node => node;

    public int ShardCount => database.ShardCount;

    public IShardStore Shards => this;

    internal TimeProvider Clock => clock;

    /// <summary>The process ends as a killed one does, and its connections with it.</summary>
    public void Crash()
    {
        hasEnded = true;
        lock (database.Gate) database.Rollback(transaction => transaction.Node == node);
    }

    /// <summary>The process ends in order.</summary>
    public void Close()
    {
        lock (database.Gate)
            if (!hasEnded) database.Leave(node);
        Crash();
    }

    public NodesPresent Beat()
    {
        InStep?.Ask(() => Read(() => database.Now));
        return Call(DatabaseCall.Beat, () => database.Beat(node));
    }

    public IReadOnlyList<ShardId> FreeShards()
    {
        var free = Read(() => database.Shards.Select((row, shard) => (row, shard)).Where(one => database.IsFree(one.row, node)).Select(one => new ShardId(one.shard)).ToList());
        lock (held) return free.FindAll(shard => !held.Contains(shard.Value));
    }

    public IReadOnlyList<ShardId> TakenShards()
    {
        var others = Read(() => database.Shards.Select((row, shard) => (row.Owner, Shard: new ShardId(shard))).Where(one => one.Owner != node).Select(one => one.Shard).ToList());
        lock (held) return others.FindAll(shard => held.Contains(shard.Value));
    }

    public IReadOnlyList<ShardId> WaitingShards() => Read(() => database.Waiting.Values.Select(row => row.Shard).Distinct().ToList());

    public Receipt NewestWaiting(bool sent) => Read(() => new Receipt(database.Waiting.Values.LastOrDefault(row => row.IsSent || !sent)?.Id ?? 0));

    public bool HasTaken(Receipt receipt, ShardId? shard) => Read(() => !database.Waiting.Values.Any(row => row.Id <= receipt.Value && (shard is null || row.Shard == shard)));

    public IReadOnlyList<IShardTurn> Look() => Read<IReadOnlyList<IShardTurn>>(() => database.Shards.Select((row, shard) => new StoredLook(this, new(shard), row.Position, row.Head)).ToList());

    public IShardTurn? TryOpen(ShardId shard)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)shard.Value, (uint)ShardCount, nameof(shard));
        lock (held)
            if (!held.Add(shard.Value)) return null;
        try
        {
            if (Call(DatabaseCall.Claim, () => Claim(shard)) is { } turn) return turn;
        }
        catch
        {
            Release(shard);
            throw;
        }
        Release(shard);
        return null;
    }

    /// <summary>Leased to this sender: nobody else reads them meanwhile, nor does it itself.</summary>
    public IReadOnlyList<(long Number, EffectRow Effect)> Read(long after, int max) => Call(DatabaseCall.Lease, () =>
    {
        var now = database.Now;
        var free = database.Tables.Outbox.Where(row => !(database.Leases.TryGetValue(row.Value.Key, out var lease) && lease.Until >= now)).Take(max).Select(row => (row.Key, row.Value)).ToList();
        foreach (var (_, effect) in free) database.Lease(node, effect.Key);
        return free;
    });

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => Read(() =>
        identities.Where(database.Tables.Identities.ContainsKey).Select(identity => new IdentityRow(identity, database.Tables.Identities[identity])).ToList());

    public IReadOnlyList<IdentityRow> SearchIdentities(string prefix, int max) => Read(() =>
        database.Tables.Identities.Where(row => row.Key.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(row => row.Key.Value, StringComparer.OrdinalIgnoreCase).Take(max).Select(row => new IdentityRow(row.Key, row.Value)).ToList());

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => Read(() => ids.Order().Where(database.Tables.States.ContainsKey).Select(id => database.Tables.States[id]).ToList());

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) => Read(() => database.Tables.States.Keys.Where(id => id.CompareTo(after) > 0).Take(max).ToList());

    public IReadOnlyList<CountRow> SumCounts(string prefix) => Read(() =>
        database.Tables.Counts.Where(row => row.Key.Name.StartsWith(prefix, StringComparison.Ordinal)).GroupBy(row => row.Key.Name)
            .OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => new CountRow(name.Key, name.Sum(row => row.Value))).ToList());

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => Read(() =>
        database.Tables.Timeline.Where(row => row.Key.Id == id && row.Key.Number < beforeChunk).Reverse().Take(max).Select(row => new TimelineChunk(id, row.Key.Number, row.Value)).ToList());

    public IEnumerable<DispositionChunk> LoadDispositions(Position first, Position last) => Read(() =>
        database.Tables.Dispositions.Where(chunk => chunk.FirstEntry <= last && chunk.LastEntry >= first).ToList());

    public long Waiting => Read(() => database.Waiting.Values.Sum(row => (long)row.Count));

    public long WaitingFor(ShardId shard) => Read(() => database.Waiting.Values.Where(row => row.Shard == shard).Sum(row => (long)row.Count));

    internal IReadOnlyList<TimerRow> LoadTimers(ShardId shard) => Read(() =>
        database.Tables.Timers.Where(row => row.Key.Shard == shard).Select(row => new TimerRow(row.Key.Id, row.Value)).ToList());

    internal void Release(ShardId shard)
    {
        lock (held) held.Remove(shard.Value);
    }

    internal T Read<T>(Func<T> read) => Call(DatabaseCall.Read, read);

    /// <summary>One statement, or one transaction of several.</summary>
    internal T Call<T>(DatabaseCall call, Func<T> work)
    {
        Pass(call, isAfter: false);
        T result;
        lock (database.Gate)
        {
            CheckEnded();
            if (database.IsAway && !IsInside) throw new StorageUnavailableException("The database cannot be reached.");
            result = work();
        }
        Pass(call, isAfter: true);
        return result;
    }

    private void Pass(DatabaseCall call, bool isAfter)
    {
        CheckEnded();
        Reaches(call, isAfter);
        // It may have been long.
        CheckEnded();
    }

    private void CheckEnded()
    {
        if (hasEnded) throw new SimulatedCrashException(null);
    }

    private SharedShardTurn? Claim(ShardId shard)
    {
        var row = database.Shards[shard.Value];
        if (row.Lock is not null || !database.IsFree(row, node)) return null;
        (row.Owner, row.Turn) = (node, row.Turn + 1);
        return new(this, shard, row);
    }
}
