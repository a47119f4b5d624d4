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
    private readonly int shards;
    private readonly SharedMemoryStore observer;
    private readonly SharedMemoryJournal journal;
    private readonly List<(ImmutableArray<Happening> Happenings, ulong[] Payloads, Task<Receipt> Answer)> calls = [];
    private readonly Dictionary<ulong, (ShardId Shard, Position Position)> taken = [];

    public Shared(Plan plan, WorldClock clock)
    {
        shards = plan.Shards;
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
                    Ledger.Saw(entry);
                    taken[Ledger.HashOf(entry.Payload)] = (entry.Shard, entry.Position);
                }
                foreach (var effect in checkpoint.Effects) Ledger.Committed(effect);
            },
        };
        observer = new(Database, clock, Guid.Empty) { IsInside = true };
        journal = new(observer);
    }

    public MemoryDatabase Database { get; }

    public Ledger Ledger { get; } = new();

    public Attempts Attempts { get; } = new();

    /// <summary>Definitions, launches, and merges to be undone: documents, which are written in transactions of their own.</summary>
    public Durable Durable { get; } = new();

    public SuppressionShelf Suppressions { get; } = new();

    /// <summary>Whether nothing is left of what somebody asked for.</summary>
    public bool IsDone => Durable.Separations.All.Count == 0 && Durable.Launches.Values.All(done => done) && !Database.IsBusy;

    /// <summary>Hashes of the interactions whose callers were told that they are accepted.</summary>
    public IReadOnlyList<ulong> Accepted => [.. calls.Where(call => call.Answer.IsCompletedSuccessfully).SelectMany(call => call.Payloads)];

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
