using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Memory.Shared;

/// <summary>
/// What several processes share, in memory, in the shape that PostgreSQL has it: rows that wait have no positions and become
/// visible out of order, a shard is a row that a turn locks, what is not committed is gone with its transaction. Each process
/// sees it through a <see cref="SharedMemoryStore"/>. Thread-safe.
/// </summary>
/// <param name="clock">The server's own: what silences, standstills and leases are measured by.</param>
public sealed class MemoryDatabase(TimeProvider clock, int shardCount)
{
    private readonly List<MemoryTransaction> open = [];
    private readonly Dictionary<Guid, (int Order, Instant Seen)> nodes = [];
    private long lastRow, lastMessage, nextPosition = 1;
    private int started;
    private bool isAway;

    public int ShardCount => shardCount;

    /// <summary>So many positions a turn reserves, and so many entries it takes at most.</summary>
    public int PositionsPerTurn { get; init; } = 1024;

    /// <summary>So many entries share a row at most.</summary>
    public int EntriesPerRow { get; init; } = 256;

    /// <summary>So many rows a turn takes at most at once.</summary>
    public int RowsPerTake { get; init; } = 64;

    public int MaxWaiting { get; init; } = 200_000;

    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan SendingLease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>While set nobody can reach it. What was begun then is rolled back.</summary>
    public bool IsAway
    {
        get => isAway;
        set
        {
            lock (Gate)
            {
                isAway = value;
                if (value) Rollback(_ => true);
            }
        }
    }

    /// <summary>Told of every turn that is committed: what it took, and what came of it.</summary>
    public Action<IReadOnlyList<Entry>, Checkpoint> Committed { get; init; } = (_, _) => { };

    /// <summary>Told of every effect that a process leases to send it.</summary>
    public Action<Guid, string> Leased { get; init; } = (_, _) => { };

    /// <summary>The messages as they are recorded now.</summary>
    public IReadOnlyCollection<MessageRecord> AllMessages => Messages.Values;

    /// <summary>The effects that wait.</summary>
    public IReadOnlyCollection<EffectRow> Effects => Tables.Outbox.Values;

    /// <summary>The entries that wait and can be seen; their positions and times mean nothing yet.</summary>
    public IReadOnlyList<Entry> WaitingEntries => [.. Waiting.Values.SelectMany(row => row.Entries(default, default))];

    /// <summary>Whether anything waits to be folded, or is about to.</summary>
    public bool IsBusy => Waiting.Count + open.Count > 0;

    /// <summary>A shard's timers as they are stored.</summary>
    public IReadOnlyList<TimerRow> TimersOf(ShardId shard) => [.. Tables.Timers.Where(row => row.Key.Shard == shard).Select(row => new TimerRow(row.Key.Id, row.Value))];

    internal Lock Gate { get; } = new();

    internal Instant Now => Instant.From(clock.GetUtcNow());

    /// <summary>States, identities, timelines, counts, effects: what checkpoints say.</summary>
    internal MemoryDisk Tables { get; } = new();

    internal ShardRow[] Shards { get; } = [.. Enumerable.Range(0, shardCount).Select(_ => new ShardRow())];

    /// <summary>The rows that wait and can be seen, by number.</summary>
    internal SortedDictionary<long, JournalRow> Waiting { get; } = [];

    /// <summary>The rows that have a position, by it.</summary>
    internal SortedList<long, JournalRow> Taken { get; } = [];

    /// <summary>By an effect's key, who sends it and how long nobody else may.</summary>
    internal Dictionary<string, (Guid Node, Instant Until)> Leases { get; } = [];

    internal SortedDictionary<string, MessageRecord> Messages { get; } = new(StringComparer.Ordinal);

    internal long NextMessage() => ++lastMessage;

    /// <summary>Ends the turns that have stood still for too long, as the server does by itself.</summary>
    public void EndIdle()
    {
        lock (Gate) Rollback(transaction => transaction.Shard is not null && Now - transaction.Used > Duration.FromSeconds(TurnTimeout.TotalSeconds));
    }

    internal MemoryTransaction Begin(Guid node, ShardRow? shard)
    {
        var transaction = new MemoryTransaction(node, shard, Now);
        if (shard is not null) shard.Lock = transaction;
        open.Add(transaction);
        return transaction;
    }

    /// <summary>A process has ended, or its connection: what it had begun is undone.</summary>
    internal void Rollback(Predicate<MemoryTransaction> which)
    {
        foreach (var transaction in open.FindAll(which)) End(transaction);
    }

    internal void End(MemoryTransaction transaction)
    {
        transaction.IsOver = true;
        if (transaction.Shard is { } shard && shard.Lock == transaction) shard.Lock = null;
        open.Remove(transaction);
    }

    /// <summary>Numbers rows; nobody sees them before their transaction is committed.</summary>
    internal void Insert(MemoryTransaction into, IReadOnlyList<Arrival> arrivals, bool isSent)
    {
        foreach (var group in arrivals.GroupBy(arrival => arrival.Shard))
            foreach (var some in group.Chunk(EntriesPerRow))
                into.Inserted.Add(new(++lastRow, group.Key, some, isSent));
    }

    /// <summary>Gives what waits for a shard and can be seen now its positions, within the turn.</summary>
    internal List<(JournalRow Row, Position First, Instant At)> Take(MemoryTransaction turn, ShardId shard, Instant at)
    {
        var rows = Waiting.Values.Where(row => row.Shard == shard && !turn.Taken.Exists(taken => taken.Row == row)).Take(RowsPerTake).ToList();
        var given = new List<(JournalRow Row, Position First, Instant At)>();
        if (rows.Count == 0) return given;
        // Like a sequence: what is rolled back leaves a gap.
        var first = nextPosition;
        nextPosition += PositionsPerTurn;
        var before = 0;
        foreach (var row in rows)
        {
            if (before + row.Count > PositionsPerTurn) break;
            given.Add((row, new(first + before), at));
            before += row.Count;
        }
        turn.Taken.AddRange(given);
        return given;
    }

    internal void Commit(MemoryTransaction transaction)
    {
        foreach (var row in transaction.Inserted) Waiting.Add(row.Id, row);
        foreach (var (row, first, at) in transaction.Taken)
        {
            (row.First, row.At) = (first, at);
            Waiting.Remove(row.Id);
            Taken.Add(first.Value, row);
        }
        End(transaction);
    }

    /// <summary>Nobody else may send an effect for a while.</summary>
    internal void Lease(Guid node, string key)
    {
        Leases[key] = (node, Now + Duration.FromSeconds(SendingLease.TotalSeconds));
        Leased(node, key);
    }

    internal NodesPresent Beat(Guid node)
    {
        nodes[node] = (nodes.TryGetValue(node, out var known) ? known.Order : ++started, Now);
        var there = nodes.Where(other => IsThere(other.Key)).OrderBy(other => other.Value.Order).ToList();
        return new(there.Count, there[0].Key == node);
    }

    internal void Leave(Guid node) => nodes.Remove(node);

    internal bool IsFree(ShardRow shard, Guid node) => shard.Owner is not { } owner || owner == node || !IsThere(owner);

    private bool IsThere(Guid node) => nodes.TryGetValue(node, out var known) && Now - known.Seen < Duration.FromSeconds(Silence.TotalSeconds);
}
