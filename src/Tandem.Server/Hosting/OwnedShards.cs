using System.Collections.Concurrent;
using System.Diagnostics;
using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Server.Operations.Metrics;
using Ruleset = Tandem.Engine.Rulesets.Ruleset;

namespace Tandem.Server.Hosting;

/// <summary>
/// The shards that one of several processes has of a shared store: an equal part of them, each opened where nobody has it,
/// folded a turn at a time, and lost with whatever goes wrong. Somebody drives it: threads in the server, a scheduler in a
/// simulation. One caller of <see cref="Beat"/> at a time, and for each shard one of <see cref="Fold"/>.
/// </summary>
internal sealed class OwnedShards(ISharedStore store, Func<int, Ruleset> rulesets, FoldMeasures measures)
{
    private readonly ConcurrentDictionary<int, ShardRunner> owned = new();

    // Shards that get a turn though nobody sees something waiting: what has a position already when a shard is opened, as after
    // a restore, and those that may be another's by now, which only a turn can tell.
    private readonly ConcurrentDictionary<int, bool> due = new();
    private volatile int share;

    /// <summary>So many a turn folds: no fewer than the store gives positions in a turn, since what has one is no longer seen waiting.</summary>
    public required int EntriesPerTurn { get; init; }

    /// <summary>By how many shards the process has, how many bytes each may keep in memory.</summary>
    public required Func<int, long> CachePerShard { get; init; }

    /// <summary>Told of a shard that was folded by another version of the engine before.</summary>
    public required Action<ShardId> OtherVersion { get; init; }

    public IReadOnlyList<ShardRunner> All => [.. owned.Values];

    private int ShardCount => store.Shards.ShardCount;

    /// <summary>Says that the process is there, and opens what it lacks of its share.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be reached.</exception>
    public NodesPresent Beat()
    {
        var present = store.Beat();
        // Counted as its own they would keep the process from opening what it lacks; their owners may be faster for ever at what waits.
        foreach (var taken in store.TakenShards())
            if (owned.ContainsKey(taken.Value)) due[taken.Value] = true;
        share = (ShardCount + Math.Max(1, present.Count) - 1) / Math.Max(1, present.Count);
        // What is too much is given back by whoever folds it, between two turns.
        foreach (var free in store.FreeShards())
        {
            if (owned.Count >= share) break;
            // To open many takes long, and whoever is silent meanwhile loses them again.
            if (Open(free)) present = store.Beat();
        }
        return present;
    }

    /// <summary>A turn of each of these shards for which something waits; answers how many entries they folded.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be reached, or could not be in one of the turns.</exception>
    /// <exception cref="StorageFullException">There was no room for what one of them folded.</exception>
    public int Fold(Predicate<ShardId> which)
    {
        var (done, trouble) = (0, (Exception?)null);
        foreach (var shard in store.WaitingShards().Union(due.Keys.Order().Select(shard => new ShardId(shard))))
        {
            if (!which(shard) || !owned.TryGetValue(shard.Value, out var runner)) continue;
            try
            {
                var folded = Turn(runner);
                done += folded;
                if (folded == 0) due.TryRemove(shard.Value, out _);
            }
            catch (Exception away) when (away is StorageUnavailableException or StorageFullException)
            {
                // The others may be well.
                trouble = away;
            }
        }
        if (trouble is StorageFullException) throw new StorageFullException(trouble.Message, trouble);
        if (trouble is not null) throw new StorageUnavailableException(trouble.Message, trouble);
        GiveBack(which);
        return done;
    }

    /// <summary>Gives everything back.</summary>
    public void LoseAll()
    {
        foreach (var shard in owned.Keys) Lose(shard);
    }

    private bool Open(ShardId free)
    {
        if (store.Shards.TryOpen(free) is not { } turn) return false;
        ShardRunner runner;
        bool isOther;
        try
        {
            runner = new(turn, ShardCount, rulesets) { MaxCached = CachePerShard(share) };
            isOther = runner.Read(state => state.Head.EngineVersion) != EngineVersion.Current;
        }
        catch
        {
            // Else nobody could open it as long as this process is there.
            turn.Dispose();
            throw;
        }
        owned[free.Value] = runner;
        due[free.Value] = true;
        if (isOther) OtherVersion(free);
        return true;
    }

    private int Turn(ShardRunner runner)
    {
        var isWell = false;
        try
        {
            var began = Stopwatch.GetTimestamp();
            var done = runner.Step(EntriesPerTurn);
            if (done == 0)
            {
                isWell = true;
                return 0;
            }
            measures.Turns.AddSince(began);
            began = Stopwatch.GetTimestamp();
            isWell = runner.Checkpoint() == CommitResult.Committed;
            measures.Checkpoints.AddSince(began);
            if (isWell) measures.Folded(runner.Stepped);
            return isWell ? done : 0;
        }
        catch (FencedException)
        {
            return 0;
        }
        finally
        {
            if (!isWell) Lose(runner.Id.Value);
        }
    }

    /// <summary>One shard at a time, so that the others can open it before the next one is free.</summary>
    private void GiveBack(Predicate<ShardId> which)
    {
        if (owned.Count <= share) return;
        var mine = owned.Keys.Where(shard => which(new(shard))).DefaultIfEmpty(-1).Max();
        if (mine >= 0) Lose(mine);
    }

    private void Lose(int shard)
    {
        if (owned.TryRemove(shard, out var runner)) runner.Dispose();
    }
}
