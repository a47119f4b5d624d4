using System.Globalization;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Governance.Definitions;
using Tandem.Server.Hosting;
using Tandem.Server.Overview;

namespace Tandem.Server.Operations.Metrics;

/// <summary>The fold and its shards.</summary>
public sealed class EngineMetrics : IMetricSource
{
    private static readonly (string Name, string Result)[] Results =
        [(CountNames.Interactions, "applied"), (CountNames.Duplicates, "duplicate"), (CountNames.Forwarded, "forwarded"), (CountNames.Unidentified, "unidentified")];

    private readonly IEngine engine;
    private readonly FoldMeasures measures;
    private readonly ShardFigures figures;
    private readonly IStateReader states;
    private readonly DefinitionLibrary library;
    private readonly Restating restating;

    // A counter must not fall, and after a crash the shards' own do: they are shown from where this process began.
    private readonly Dictionary<string, decimal> before = [];

    /// <remarks>Made before the fold begins.</remarks>
    public EngineMetrics(IEngine engine, FoldMeasures measures, ShardFigures figures, IStateReader states, DefinitionLibrary library, Restating restating)
    {
        (this.engine, this.measures) = (engine, measures);
        (this.figures, this.states, this.library, this.restating) = (figures, states, library, restating);
        foreach (var (name, _) in Results)
            foreach (var count in states.SumCounts(name)) before[count.Name] = count.Value;
    }

    public void Write(MetricsText to)
    {
        var shards = engine.Owned.Select(runner => (Runner: runner, Look: runner.Read(state => new ShardLook(
            state.CachedBytes, state.Cached, state.CacheHits, state.CacheMisses)))).ToList();
        to.Counter("tandem_entries_folded_total", "Entries of the journal that were folded.").Value(engine.Folded);
        to.Counter("tandem_interactions_folded_total", "Interactions that were folded, by what became of them.");
        for (var i = 0; i < Results.Length; i++)
            to.Value((double)Math.Max(0, engine.Count(Results[i].Name) - before.GetValueOrDefault(Results[i].Name)), ("result", Results[i].Result));
        to.Histogram("tandem_fold_turn_duration_seconds", "How long a shard's turns take, of at most 256 entries each.", measures.Turns);
        to.Histogram("tandem_interaction_latency_seconds", "From when an interaction was accepted until it was folded and could be read.", measures.Latency);
        to.Histogram("tandem_checkpoint_duration_seconds", "How long a shard's checkpoints take.", measures.Checkpoints);

        to.Gauge("tandem_shard_waiting_entries", "Entries that wait to be folded, by shard.");
        var looks = figures.Look().Items;
        foreach (var look in looks) to.Value(look.Waiting, Label(look.Shard));
        to.Gauge("tandem_shard_lag_seconds", "How old the oldest entry is that waits to be folded, by shard; 0 where none waits.");
        foreach (var look in looks) to.Value(look.LagSeconds, Label(look.Shard));
        to.Gauge("tandem_shard_unsaved_entries", "Entries that are folded and in no checkpoint yet, by shard.");
        foreach (var (runner, _) in shards) to.Value(runner.SinceCheckpoint, Label(runner.Id.Value));
        to.Gauge("tandem_replay_entries", "Entries that the start found to be folded again and that are not folded yet.").Value(engine.Replay?.Entries ?? 0);

        to.Gauge("tandem_cache_bytes", "What customers, accounts and identities take in memory, about.").Value(shards.Sum(shard => shard.Look.CachedBytes));
        to.Gauge("tandem_cache_entities", "Customers and accounts in memory.").Value(shards.Sum(shard => (long)shard.Look.Cached));
        to.Counter("tandem_cache_hits_total", "Entities that turns asked for and that were in memory.").Value(shards.Sum(shard => shard.Look.Hits));
        to.Counter("tandem_cache_misses_total", "Entities that turns asked for and that had to be read, or were not there yet.").Value(shards.Sum(shard => shard.Look.Misses));

        to.Gauge("tandem_customers", "Customers of the workspace.").Value((double)engine.Count(CountNames.Customers));
        to.Gauge("tandem_accounts", "Accounts of the workspace.").Value((double)engine.Count(CountNames.Accounts));
        to.Gauge("tandem_ruleset", "The number of the live ruleset.").Value(library.Latest.Number);
        foreach (var group in new[] { "segment", "journey", "campaign" }.Select((kind, index) => (kind, index)))
        {
            if (group.index == 0) to.Gauge("tandem_definitions", "Live definitions, by kind.");
            to.Value(library.List(group.kind).Count, ("kind", group.kind));
        }
        to.Gauge("tandem_restatement_progress_ratio", "How far everybody is under the present rules, from 0 to 1.").Value(restating.Progress.Overall);
    }

    private static (string, string) Label(int shard) => ("shard", shard.ToString(CultureInfo.InvariantCulture));

    private sealed record ShardLook(long CachedBytes, int Cached, long Hits, long Misses);
}
