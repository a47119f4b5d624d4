using Tandem.Server.Operations.Metrics;

namespace Tandem.Server.Overview;

/// <summary>Quantiles of what a histogram counted lately: of the last seconds in which something was counted or not. Not thread-safe.</summary>
internal sealed class LatencyWindow(Histogram histogram, int seconds)
{
    private readonly Queue<long[]> past = new([histogram.Read().Counts]);

    /// <summary>Called once a second.</summary>
    public LatencyModel? Next()
    {
        var (now, _) = histogram.Read();
        var before = past.Peek();
        past.Enqueue(now);
        if (past.Count > seconds) past.Dequeue();
        var counts = now.Select((count, bucket) => count - before[bucket]).ToArray();
        var all = counts.Sum();
        return all == 0 ? null : new(Quantile(counts, all, 0.5), Quantile(counts, all, 0.99), all);
    }

    /// <summary>Within a bucket evenly spread; of what is above the last bound only that is known.</summary>
    private double Quantile(long[] counts, long all, double share)
    {
        var rank = share * all;
        for (var bucket = 0; bucket < histogram.Bounds.Count; bucket++)
        {
            if (rank > counts[bucket])
            {
                rank -= counts[bucket];
                continue;
            }
            var low = bucket == 0 ? 0 : histogram.Bounds[bucket - 1];
            return counts[bucket] == 0 ? low : low + (histogram.Bounds[bucket] - low) * rank / counts[bucket];
        }
        return histogram.Bounds[^1];
    }
}
