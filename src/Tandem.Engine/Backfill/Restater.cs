using Tandem.Engine.Aggregates;
using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Running;
using Tandem.Engine.States;

namespace Tandem.Engine.Backfill;

/// <summary>
/// Brings everybody under new rules, beside the traffic. First the past of aggregates that began with a ruleset is gathered
/// from the journal and brought to its customers, page by page; when all shards have all of it, it is declared whole. Then
/// everybody is decided anew, quietly. What it does is entries; where it stands is in the shards' heads, so that it can end
/// at any moment and go on in another process. Somebody drives it step by step; one at a time.
/// </summary>
/// <param name="readers">How many threads read the journal's parts; 1 reads them in the caller's.</param>
/// <param name="customersPerPage">How many customers one entry concerns, at most.</param>
public sealed class Restater(
    IJournal journal, IStateReader states, IInbox inbox, IReadOnlyList<IShardView> shards, Func<int, Ruleset> rulesets, int readers = 1,
    int customersPerPage = 500)
{
    private readonly ShardWalk[] walks = [.. shards.Select(shard => new ShardWalk(shard, inbox, customersPerPage))];
    private PastRun? run;

    /// <summary>What it is doing, for people. May be asked from any thread.</summary>
    public RestaterProgress Progress { get; private set; } = RestaterProgress.Done;

    /// <summary>Does the next thing.</summary>
    /// <returns>False where nothing is to be done now: all is done, or something that was sent is not folded yet.</returns>
    public bool Step()
    {
        if (run is null)
        {
            if (FindRun() is { } next)
            {
                run = next;
                return true;
            }
            return Walk();
        }
        var before = run;
        // One that fails is begun anew.
        run = null;
        var worked = before.Step();
        Progress = before.Progress;
        if (!before.IsOver) run = before;
        return worked;
    }

    private bool Walk()
    {
        var worked = false;
        foreach (var walk in walks) worked |= walk.Step();
        var done = walks.Average(walk => walk.Progress);
        Progress = done < 1 ? new(RestaterPhase.Deciding, done) : RestaterProgress.Done;
        return worked;
    }

    /// <summary>A run for the oldest generation whose past is awaited somewhere, once every shard has switched to it.</summary>
    private PastRun? FindRun()
    {
        var heads = shards.Select(shard => shard.Read(state => (state.Head.Ruleset, state.Head.OpenPieces, Awaited: state.Head.Aggregates.Awaited().ToList()))).ToList();
        var awaited = heads.SelectMany(head => head.Awaited).ToList();
        if (awaited.Count == 0) return null;
        var generation = awaited.Min(one => one.Aggregate.Generation);
        if (heads.Any(head => head.Ruleset < generation)) return null;
        // A customer who is being given back is not at home yet with what is theirs.
        if (heads.Sum(head => head.OpenPieces) != 0) return null;
        var hashes = awaited.Where(one => one.Aggregate.Generation == generation).Select(one => one.Hash).ToHashSet();
        var aggregates = AggregateIndex.Of(rulesets(generation).Aggregates.All.Where(aggregate => hashes.Contains(aggregate.Hash)));
        return new(journal, states, inbox, shards, aggregates, generation, readers, customersPerPage);
    }
}
