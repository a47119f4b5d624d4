using Tandem.Engine.Dispositions;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Journal;

namespace Tandem.Storage.Memory;

/// <summary>
/// A store in memory with the same promises as the real ones, for tests and the simulator: what is durable lies on its
/// <see cref="MemoryDisk"/>, everything else is lost in a crash. A crash happens where <see cref="Crashes"/> says so, or
/// by <see cref="Crash"/>; afterwards a new store on the same disk is the restarted process. Thread-safe.
/// </summary>
public sealed class MemoryStore(MemoryDisk disk, TimeProvider clock, int shardCount) : IInbox, IJournal, IShardStore, IOutbox, IStateReader, IJournalEraser
{
    /// <summary>How many entries one of <see cref="Parts"/> has: few, so that small tests have several.</summary>
    private const int EntriesInPart = 16;

    private readonly Lock gate = new();
    private readonly HashSet<ShardId> held = [];
    private readonly List<(Arrival[] Arrivals, bool IsSend, TaskCompletionSource<Receipt> Completion)> pending = [];

    /// <summary>How many of a shard's entries were taken.</summary>
    private readonly Dictionary<ShardId, int> taken = disk.Shards.ToDictionary(shard => shard.Key, shard => CheckpointOf(disk, shard.Key));

    private bool crashed;

    public Position First => Locked(() => disk.First);

    /// <summary>Whether arrivals become durable at once; else by <see cref="Step"/>.</summary>
    public bool WritesAtOnce { get; init; } = true;

    /// <summary>Whether the process ends at a point that is reached now.</summary>
    public Func<StorePoint, bool> Crashes { get; init; } = _ => false;

    public int MaxWaiting { get; init; } = 200_000;

    public int ShardCount => shardCount;

    public Position Last => Locked(() => disk.Last);

    public long Waiting => Locked(() => disk.Last.Value - taken.Values.Sum(count => (long)count));

    public long WaitingFor(ShardId shard) => Locked(() => disk.Lanes.TryGetValue(shard, out var lane) ? lane.Count - taken.GetValueOrDefault(shard) : 0);

    public ValueTask<Receipt> Accept(IReadOnlyList<Arrival> arrivals)
    {
        if (arrivals.Count == 0) return new(new Receipt(Last.Value));
        if (Waiting >= MaxWaiting) throw new OverloadedException($"{MaxWaiting} entries wait already.", TimeSpan.FromSeconds(1));
        return new(Enqueue(arrivals, isSend: false));
    }

    /// <summary>Makes durable what waits, the oldest so many calls, in one go; false when nothing waited or the disk is full.</summary>
    public bool Step(int calls = int.MaxValue) => Locked(() =>
    {
        if (pending.Count == 0 || calls <= 0) return false;
        Reach(StorePoint.BeforeJournal);
        if (disk.IsFull)
        {
            foreach (var (_, _, completion) in pending.Where(request => !request.IsSend))
                completion.SetException(new StorageFullException("The disk is full."));
            pending.RemoveAll(request => !request.IsSend);
            return false;
        }
        var at = Instant.From(clock.GetUtcNow());
        if (disk.Journal.Count > 0 && disk.Journal[^1].At > at) at = disk.Journal[^1].At;
        var ends = new List<Position>();
        var written = pending.GetRange(0, Math.Min(calls, pending.Count));
        foreach (var (arrivals, _, _) in written)
        {
            foreach (var arrival in arrivals) disk.Append(arrival, at);
            ends.Add(disk.Last);
        }
        pending.RemoveRange(0, written.Count);
        Reach(StorePoint.AfterJournal);
        foreach (var (request, end) in written.Zip(ends)) request.Completion.SetResult(new(end.Value));
        return true;
    });

    /// <summary>Ends the process: what is not durable is gone, and callers who wait never hear.</summary>
    public void Crash()
    {
        lock (gate) crashed = true;
    }

    public IShardTurn? TryOpen(ShardId shard) => Locked<IShardTurn?>(() =>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)shard.Value, (uint)shardCount, nameof(shard));
        if (!held.Add(shard)) return null;
        taken[shard] = CheckpointOf(disk, shard);
        return new MemoryShardTurn(this, shard);
    });

    /// <summary>All entries; without their parsed forms, which are not stored.</summary>
    public IEnumerable<Entry> Read(Position after) => Locked(() => disk.Journal.Skip((int)Math.Max(0, after.Value + 1 - disk.First.Value)).Select(entry => entry with { Parsed = null }).ToList());

    public IReadOnlyList<Entry> Find(IReadOnlyCollection<Position> positions) => Locked(() =>
        positions.Distinct().Order().Where(position => position >= disk.First && position <= disk.Last)
            .Select(position => disk.Journal[(int)(position.Value - disk.First.Value)] with { Parsed = null }).ToList());

    public IEnumerable<Entry> FindAccepted(Receipt receipt, int count, ShardId shard) => Locked(() =>
        disk.Journal.Where(entry => entry.Position.Value > receipt.Value - count && entry.Position.Value <= receipt.Value && entry.Shard == shard)
            .Select(entry => entry with { Parsed = null }).Reverse().ToList());

    public IReadOnlyList<PositionRange> Parts() => Locked(() =>
        disk.Journal.Chunk(EntriesInPart).Select(part => new PositionRange(part[0].Position, part[^1].Position)).ToList());

    public IEnumerable<PastInteraction> ReadInteractions(PositionRange range, IReadOnlySet<string> names)
    {
        var entries = Locked(() =>
        {
            var kept = range.And(new(disk.First, disk.Last));
            return kept.IsEmpty ? [] : disk.Journal.GetRange((int)(kept.First.Value - disk.First.Value), (int)kept.Count);
        });
        return new InteractionFilter(names).Pick(entries, range);
    }

    public IReadOnlyList<(long Number, EffectRow Effect)> Read(long after, int max) => Locked(() =>
        disk.Outbox.Where(row => row.Key > after).Take(max).Select(row => (row.Key, row.Value)).ToList());

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => Locked(() =>
        identities.Where(disk.Identities.ContainsKey).Select(identity => new IdentityRow(identity, disk.Identities[identity])).ToList());

    public IReadOnlyList<IdentityRow> SearchIdentities(string prefix, int max) => Locked(() =>
        disk.Identities.Where(row => row.Key.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(row => row.Key.Value, StringComparer.OrdinalIgnoreCase).Take(max).Select(row => new IdentityRow(row.Key, row.Value)).ToList());

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => Locked(() =>
        ids.Order().Where(disk.States.ContainsKey).Select(id => disk.States[id]).ToList());

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) => Locked(() => disk.States.Keys.Where(id => id.CompareTo(after) > 0).Take(max).ToList());

    public IReadOnlyList<CountRow> SumCounts(string prefix) => Locked(() =>
        disk.Counts.Where(row => row.Key.Name.StartsWith(prefix, StringComparison.Ordinal)).GroupBy(row => row.Key.Name)
            .OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => new CountRow(name.Key, name.Sum(row => row.Value))).ToList());

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => Locked(() =>
        disk.Timeline.Where(row => row.Key.Id == id && row.Key.Number < beforeChunk).Reverse().Take(max)
            .Select(row => new TimelineChunk(id, row.Key.Number, row.Value)).ToList());

    public IEnumerable<DispositionChunk> LoadDispositions(Position first, Position last) => Locked(() =>
        disk.Dispositions.Where(chunk => chunk.FirstEntry <= last && chunk.LastEntry >= first).ToList());

    public long? Rewrite(Position upTo, Func<Entry, (EntryKind Kind, ReadOnlyMemory<byte> Payload)?> change, Action<Position, long> before) => Locked<long?>(() =>
    {
        if (disk.Lanes.Any(lane => lane.Value.Exists(entry => entry.Position <= upTo && entry.Position > disk.Shards.GetValueOrDefault(lane.Key).Position))) return null;
        var changed = 0L;
        foreach (var entry in disk.Journal.Where(entry => entry.Position <= upTo).ToList())
        {
            if (change(entry with { Parsed = null }) is not var (kind, payload)) continue;
            before(entry.Position, 1);
            disk.Replace(entry with { Kind = kind, Payload = payload, Parsed = null });
            changed++;
        }
        return changed;
    });

    internal (Position Position, ReadOnlyMemory<byte> Head) LoadShard(ShardId shard) => Locked(() => disk.Shards.GetValueOrDefault(shard));

    internal IReadOnlyList<TimerRow> LoadTimers(ShardId shard) => Locked(() =>
        disk.Timers.Where(row => row.Key.Shard == shard).Select(row => new TimerRow(row.Key.Id, row.Value)).ToList());

    internal int Take(ShardId shard, List<Entry> into, int max) => Locked(() =>
    {
        if (!disk.Lanes.TryGetValue(shard, out var lane)) return 0;
        var from = taken.GetValueOrDefault(shard);
        var count = Math.Min(max, lane.Count - from);
        into.AddRange(lane.GetRange(from, count));
        taken[shard] = from + count;
        return count;
    });

    internal void Send(IReadOnlyList<Arrival> messages) => _ = Enqueue(messages, isSend: true);

    internal void Commit(ShardId shard, Checkpoint checkpoint) => Locked(() =>
    {
        Step();
        if (disk.IsFull) throw new StorageFullException("The disk is full.");
        Reach(StorePoint.BeforeCheckpoint);
        disk.Apply(shard, checkpoint);
        Reach(StorePoint.AfterCheckpoint);
        return true;
    });

    internal void Release(ShardId shard)
    {
        lock (gate) held.Remove(shard);
    }

    private Task<Receipt> Enqueue(IReadOnlyList<Arrival> arrivals, bool isSend)
    {
        foreach (var arrival in arrivals)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)arrival.Shard.Value, (uint)shardCount, nameof(arrivals));
        var completion = new TaskCompletionSource<Receipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        return Locked(() =>
        {
            pending.Add(([.. arrivals], isSend, completion));
            if (WritesAtOnce) Step();
            return completion.Task;
        });
    }

    /// <summary>How many of a shard's entries its last checkpoint has folded.</summary>
    private static int CheckpointOf(MemoryDisk disk, ShardId shard)
    {
        var position = disk.Shards.GetValueOrDefault(shard).Position;
        var index = disk.Lanes.TryGetValue(shard, out var lane) ? lane.FindIndex(entry => entry.Position > position) : 0;
        return index < 0 ? lane!.Count : index;
    }

    private void Reach(StorePoint point)
    {
        if (!Crashes(point)) return;
        crashed = true;
        throw new SimulatedCrashException(point);
    }

    private T Locked<T>(Func<T> work)
    {
        lock (gate) return crashed ? throw new SimulatedCrashException(null) : work();
    }
}
