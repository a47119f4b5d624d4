using System.Diagnostics;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Hosting;

namespace Tandem.Server.Operations.Metrics;

/// <summary>How long the fold's work takes.</summary>
public sealed class FoldMeasures(EngineClock clock)
{
    // What a start folds again was waited for by nobody.
    private readonly Instant began = clock.Now;

    /// <summary>Turns of a shard that folded something: at most 256 entries each.</summary>
    public Histogram Turns { get; } = Histogram.OfTurns();

    /// <summary>
    /// From when an interaction was accepted until it was folded and could be read; of those that came since this process began,
    /// in real time whatever a demo's clock does.
    /// </summary>
    public Histogram Latency { get; } = Histogram.OfLatencies();

    /// <summary>Notes the interactions among what was folded just now.</summary>
    public void Folded(IReadOnlyList<Entry> entries)
    {
        var (now, speed) = (clock.Now, Math.Max(1, clock.Speed));
        foreach (var entry in entries)
            if (entry.Kind == EntryKind.Interaction && entry.At >= began)
                Latency.Add((long)(Math.Max(0, (now - entry.At).Micros) / 1e6 / speed * Stopwatch.Frequency));
    }

    /// <summary>Checkpoints of a shard that wrote something.</summary>
    public Histogram Checkpoints { get; } = Histogram.OfTurns();
}
