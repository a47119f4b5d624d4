using System.Diagnostics;
using Tandem.Server.Operations.Metrics;
using Tandem.Server.Overview;

namespace Tandem.Server.Tests.Overview;

public class LatencyWindowTests
{
    private readonly Histogram histogram = Histogram.OfLatencies();
    private readonly LatencyWindow window;

    public LatencyWindowTests() => window = new(histogram, 3);

    [Fact]
    public void Nothing_measured_is_not_nothing_waited() => Assert.Null(window.Next());

    [Fact]
    public void Quantiles_are_near_those_of_the_measured_times()
    {
        var random = new Random(7);
        var seconds = Enumerable.Range(0, 20_000).Select(_ => Math.Exp(random.NextDouble() * 8 - 6)).Order().ToList();
        foreach (var one in seconds) Add(one);
        var latency = window.Next()!;
        Assert.Equal(seconds.Count, latency.Measured);
        Assert.InRange(latency.P50 / seconds[10_000], 0.7, 1.4);
        Assert.InRange(latency.P99 / seconds[19_800], 0.7, 1.4);
    }

    [Fact]
    public void What_is_older_than_the_window_is_forgotten()
    {
        Add(10);
        Assert.Equal(1, window.Next()!.Measured);
        Assert.Equal(1, window.Next()!.Measured);
        Add(0.002);
        var both = window.Next()!;
        Assert.Equal(2, both.Measured);
        var latency = window.Next()!;
        Assert.Equal(1, latency.Measured);
        Assert.InRange(latency.P99, 0.001, 0.003);
    }

    [Fact]
    public void What_took_longer_than_the_last_bound_is_said_as_the_bound()
    {
        Add(500);
        Assert.Equal(60, window.Next()!.P99);
    }

    private void Add(double seconds) => histogram.Add((long)(seconds * Stopwatch.Frequency));
}
