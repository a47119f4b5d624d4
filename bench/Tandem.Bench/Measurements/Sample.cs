using Tandem.Bench.Load;

namespace Tandem.Bench.Measurements;

/// <summary>One load on one server.</summary>
/// <param name="Time">Until everything was done, not only answered.</param>
/// <param name="Processor">The server's own use of processors meanwhile.</param>
internal sealed record Sample(LoadResult Load, TimeSpan Time, TimeSpan Processor)
{
    public double PerSecond => Load.Interactions / Time.TotalSeconds;

    public TimeSpan ProcessorEach => Load.Interactions == 0 ? TimeSpan.Zero : Processor / Load.Interactions;

    /// <summary>Several loads as if they were one.</summary>
    public static Sample Sum(IReadOnlyList<Sample> samples)
    {
        var latencies = samples.SelectMany(sample => sample.Load.Latencies).Order().ToArray();
        var load = new LoadResult(
            samples.Sum(sample => sample.Load.Interactions), 0, samples.Sum(sample => sample.Load.HeldOff), Total(sample => sample.Load.Elapsed), latencies);
        return new(load, Total(sample => sample.Time), Total(sample => sample.Processor));

        TimeSpan Total(Func<Sample, TimeSpan> part) => TimeSpan.FromTicks(samples.Sum(sample => part(sample).Ticks));
    }
}
