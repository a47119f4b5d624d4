namespace Tandem.Server.Operations.Metrics;

/// <summary>How long the fold's work takes.</summary>
public sealed class FoldMeasures
{
    /// <summary>Turns of a shard that folded something: at most 256 entries each.</summary>
    public Histogram Turns { get; } = Histogram.OfTurns();

    /// <summary>Checkpoints of a shard that wrote something.</summary>
    public Histogram Checkpoints { get; } = Histogram.OfTurns();
}
