using System.Collections.Immutable;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Memory.Shared;
using Tandem.Testing;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster;

/// <summary>What all processes share, and what could be seen of them from outside.</summary>
internal sealed class Shared
{
    /// <summary>A turn is soon committed, or ended.</summary>
    private static readonly Duration LongestTurn = Duration.FromMinutes(1);

    private readonly int shards;
    private readonly WorldClock clock;
    private readonly SharedMemoryStore observer;
    private readonly SharedMemoryJournal journal;
    private readonly List<(ImmutableArray<Happening> Happenings, ulong[] Payloads, Task<Receipt> Answer)> calls = [];
    private readonly Dictionary<ulong, (ShardId Shard, Position Position)> taken = [];
    private readonly List<(Instant At, Position Position)>[] stored;

    public Shared(Plan plan, WorldClock clock)
    {
        (shards, this.clock) = (plan.Shards, clock);
        stored = [.. Enumerable.Range(0, shards).Select(_ => new List<(Instant At, Position Position)>())];
        Database = new(clock, plan.Shards)
        {
            PositionsPerTurn = 32,
            EntriesPerRow = 4,
            RowsPerTake = 1 + plan.Seed % 8,
            MaxWaiting = plan.MaxWaiting,
            Committed = (entries, checkpoint) =>
            {
                foreach (var entry in entries)
                {
                    Ensure.That(entry.At <= Now && Now - entry.At < LongestTurn, "time is the database's", () => $"{entry.Position} has {entry.At}, and it is {Now}");
                    Ledger.Saw(entry);
                    taken[Ledger.HashOf(entry.Payload)] = (entry.Shard, entry.Position);
                }
                if (entries.Count > 0) stored[entries[0].Shard.Value].Add((Now, checkpoint.Position));
                foreach (var effect in checkpoint.Effects) Ledger.Committed(effect);
            },
            Leased = (node, key) => Attempts!.Give(node, key, Now),
        };
        Attempts = new(Duration.FromSeconds(Database.SendingLease.TotalSeconds));
        observer = new(Database, clock, Guid.Empty) { IsInside = true };
        journal = new(observer);
    }

    public MemoryDatabase Database { get; }

    public Ledger Ledger { get; } = new();

    public Attempts Attempts { get; }

    /// <summary>The database's own time.</summary>
    public Instant Now => clock.Now;

    /// <summary>Definitions, launches, and merges to be undone: documents, which are written in transactions of their own.</summary>
    public Durable Durable { get; } = new();

    public SuppressionShelf Suppressions { get; } = new();

    /// <summary>Whether nothing is left of what somebody asked for.</summary>
    public bool IsDone => Durable.Separations.All.Count == 0 && Durable.Launches.Values.All(done => done) && !Database.IsBusy;

    /// <summary>Hashes of the interactions whose callers were told that they are accepted.</summary>
    public IReadOnlyList<ulong> Accepted => [.. calls.Where(call => call.Answer.IsCompletedSuccessfully).SelectMany(call => call.Payloads)];

    /// <summary>The last call of which a caller was told that it is accepted: its token, and what it sent; null before the first.</summary>
    public (Receipt Receipt, ulong[] Payloads)? LastAnswered =>
        calls.FindLast(call => call.Answer.IsCompletedSuccessfully) is { Answer: { } answer, Payloads: var payloads } ? (answer.Result, payloads) : null;

    /// <summary>Up to where a shard was stored before a moment.</summary>
    public Position StoredBefore(ShardId shard, Instant moment) => stored[shard.Value].FindLast(turn => turn.At < moment).Position;

    public void Called(ImmutableArray<Happening> happenings, IReadOnlyList<Arrival> arrivals, Task<Receipt> answer)
    {
        calls.Add((happenings, [.. arrivals.Select(arrival => Ledger.HashOf(arrival.Payload))], answer));
        Ledger.Called(arrivals, answer);
    }

    /// <summary>The calls of which nobody knows what became of them; once.</summary>
    public List<ImmutableArray<Happening>> TakeUnknown()
    {
        var unknown = calls.FindAll(call => call.Answer.IsFaulted);
        calls.RemoveAll(call => call.Answer.IsFaulted);
        return unknown.ConvertAll(call => call.Happenings);
    }

    /// <summary>Where an interaction was taken; null while it was not.</summary>
    public (ShardId Shard, Position Position)? WhereTaken(ulong payload) => taken.TryGetValue(payload, out var where) ? where : null;

    public AtRest At(Instant now) =>
        new(Durable, Ledger, new(journal, observer, ShardOf) { Effects = () => Database.Effects, Messages = () => Database.AllMessages, Waiting = () => Database.WaitingEntries }, now, shards);

    public string WhatIsLeft() =>
        $"{Database.Effects.Count} effects, {Durable.Separations.All.Count} merges to undo, {Durable.Launches.Values.Count(done => !done)} launches, {(Database.IsBusy ? "entries" : "no entries")}";

    private StoredShardState ShardOf(ShardId shard)
    {
        var (position, head) = observer.Look()[shard.Value].Restore();
        return new(position, head, Database.TimersOf(shard));
    }
}
