using System.Diagnostics;

namespace Tandem.Server.Operations.Metrics;

/// <summary>How often something took how long. Adding takes no lock and allocates nothing. Thread-safe.</summary>
public sealed class Histogram
{
    private readonly double[] bounds;
    private readonly long[] counts;
    private long ticks;

    /// <param name="bounds">Upper bounds of the buckets in seconds, rising; what is above the last has a bucket of its own.</param>
    public Histogram(params double[] bounds)
    {
        this.bounds = bounds;
        counts = new long[bounds.Length + 1];
    }

    /// <summary>From a tenth of a millisecond to ten seconds.</summary>
    public static Histogram OfTurns() => new(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);

    /// <summary>From a millisecond to a minute, so finely that a quantile read between two bounds is off by less than a third.</summary>
    public static Histogram OfLatencies() => new(
        0.001, 0.0015, 0.002, 0.003, 0.004, 0.006, 0.008, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.5, 2, 3, 4, 6, 8, 10, 15, 20, 30, 45, 60);

    public IReadOnlyList<double> Bounds => bounds;

    /// <param name="since">A timestamp of <see cref="Stopwatch"/>.</param>
    public void AddSince(long since) => Add(Stopwatch.GetTimestamp() - since);

    /// <param name="elapsed">In ticks of <see cref="Stopwatch"/>.</param>
    public void Add(long elapsed)
    {
        var seconds = elapsed / (double)Stopwatch.Frequency;
        var bucket = 0;
        while (bucket < bounds.Length && seconds > bounds[bucket]) bucket++;
        Interlocked.Increment(ref counts[bucket]);
        Interlocked.Add(ref ticks, elapsed);
    }

    /// <summary>How many fell into each bucket, not added up, and the sum of all in seconds.</summary>
    public (long[] Counts, double Sum) Read() => ([.. counts.Select((_, i) => Interlocked.Read(ref counts[i]))], Interlocked.Read(ref ticks) / (double)Stopwatch.Frequency);
}
