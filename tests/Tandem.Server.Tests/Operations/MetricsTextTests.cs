using System.Diagnostics;
using Tandem.Server.Operations.Metrics;

namespace Tandem.Server.Tests.Operations;

public sealed class MetricsTextTests
{
    [Fact]
    public void A_gauge_has_its_help_its_type_and_its_samples()
    {
        var text = new MetricsText();
        text.Gauge("lag_seconds", "How far behind.").Value(1.5, ("shard", "0")).Value(0, ("shard", "1"), ("node", "a"));
        text.Counter("entries_total", "Entries.").Value(12_345_678_901);
        Assert.Equal("""
            # HELP lag_seconds How far behind.
            # TYPE lag_seconds gauge
            lag_seconds{shard="0"} 1.5
            lag_seconds{shard="1",node="a"} 0
            # HELP entries_total Entries.
            # TYPE entries_total counter
            entries_total 12345678901

            """, text.ToString());
    }

    [Fact]
    public void What_would_end_a_line_or_a_label_is_escaped()
    {
        var text = new MetricsText();
        text.Gauge("g", "a \\ and\na \"quote\"").Value(1, ("l", "a \\ and\na \"quote\""));
        Assert.Contains("# HELP g a \\\\ and\\na \"quote\"\n", text.ToString());
        Assert.Contains("g{l=\"a \\\\ and\\na \\\"quote\\\"\"} 1\n", text.ToString());
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(1e-7, "1E-07")]
    public void Numbers_that_are_none_have_names(double value, string written)
    {
        var text = new MetricsText();
        text.Gauge("g", "G.").Value(value);
        Assert.EndsWith($"g {written}\n", text.ToString());
    }

    [Fact]
    public void A_histogram_adds_its_buckets_up()
    {
        var histogram = new Histogram(0.1, 1);
        foreach (var seconds in new[] { 0.05, 0.1, 0.5, 3 }) histogram.Add((long)(seconds * Stopwatch.Frequency));
        var text = new MetricsText();
        text.Histogram("took_seconds", "How long.", histogram);
        Assert.Equal("""
            # HELP took_seconds How long.
            # TYPE took_seconds histogram
            took_seconds_bucket{le="0.1"} 2
            took_seconds_bucket{le="1"} 3
            took_seconds_bucket{le="+Inf"} 4
            took_seconds_sum 3.65
            took_seconds_count 4

            """, text.ToString());
    }

    [Fact]
    public void A_name_that_is_written_twice_is_a_mistake()
    {
        var text = new MetricsText();
        text.Gauge("g", "G.");
        Assert.Throws<InvalidOperationException>(() => text.Counter("g", "G."));
    }
}
