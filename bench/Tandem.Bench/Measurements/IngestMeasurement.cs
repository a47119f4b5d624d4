using Tandem.Bench.Load;
using Tandem.Bench.Reports;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>
/// How many interactions a second become durable and are folded into customers, in batches and one by one, beside an
/// endpoint that only parses the same bodies. The loads alternate, so that both meet the same machine. Then single calls
/// at half their rate, and what all that took of memory.
/// </summary>
internal sealed class IngestMeasurement(BenchOptions options, Report report)
{
    private readonly Meter meter = new(report);

    public async Task Run(CancellationToken cancelled)
    {
        var folder = options.NewFolder();
        try
        {
            await using var bare = await ServerProcess.Start(typeof(IngestMeasurement).Assembly.Location, ["bare"], [], Path.Combine(folder, "bare.log"), cancelled);
            await using var tandem = await TandemServer.Start(options, folder, cancelled);
            var segments = await File.ReadAllTextAsync(options.Segments, cancelled);
            await tandem.Publish(segments, cancelled);
            report.Progress($"{Text.Whole(options.Customers)} customers arrive");
            await meter.Fill(tandem, LoadPlan.Everybody(options, options.Customers), cancelled);
            await tandem.Folded(cancelled);
            var batches = new Series("ingest-batch", LoadPlan.Batches(options, options.Customers));
            var singles = new Series("ingest-single", LoadPlan.Singles(options, options.Customers));
            await Alternate([batches, singles], bare, tandem, cancelled);
            var half = Sample.Sum(singles.Tandem).PerSecond / 2;
            report.Progress($"single calls, {Text.Whole(half)} a second");
            var paced = await meter.Measure(tandem, singles.Plan with { PerSecond = half }, "half-single", cancelled);
            Tell([batches, singles], segments.Split("kind: segment").Length - 1);
            TellRatios(batches, singles, paced, half);
            var sync = DiskSync.Measure(folder);
            report.Figure("a small write and its sync alone on this disk, p50 and p99", $"{Text.Milliseconds(sync.Percentile(0.5))}, {Text.Milliseconds(sync.Percentile(0.99))}", "");
            TellMemory(tandem);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task Alternate(IReadOnlyList<Series> loads, ServerProcess bare, TandemServer tandem, CancellationToken cancelled)
    {
        foreach (var series in loads)
        {
            var warmUp = series.Plan with { Time = Meter.WarmUp };
            await Meter.Measure(bare, warmUp, cancelled);
            await meter.Measure(tandem, warmUp, "warm-up", cancelled);
        }
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var series in loads)
            {
                report.Progress($"{series.Name}, round {round} of {options.Rounds}");
                series.Bare.Add(await Meter.Measure(bare, series.Plan, cancelled));
                series.Tandem.Add(await meter.Measure(tandem, series.Plan, series.Name, cancelled));
            }
        }
    }

    private void Tell(IEnumerable<Series> loads, int segments)
    {
        var table = report.Table(
            $"Ingest: {Text.Whole(options.Customers)} customers, random order, {segments} segments ({Path.GetFileName(options.Segments)}); until durable and folded",
            "load", "connections", "interactions/s", "of bare", "bare/s", "p50", "p99", "bare p50", "bare p99", "CPU each", "bare CPU each", "429s");
        foreach (var series in loads)
        {
            var (own, other) = (Sample.Sum(series.Tandem), Sample.Sum(series.Bare));
            table.Add(
                series.Name, Text.Whole(series.Plan.Connections), Text.Whole(own.PerSecond), Text.Ratio(own.PerSecond / other.PerSecond), Text.Whole(other.PerSecond),
                Text.Milliseconds(own.Load.Percentile(0.5)), Text.Milliseconds(own.Load.Percentile(0.99)),
                Text.Milliseconds(other.Load.Percentile(0.5)), Text.Milliseconds(other.Load.Percentile(0.99)),
                Text.Microseconds(own.ProcessorEach), Text.Microseconds(other.ProcessorEach), Text.Whole(own.Load.HeldOff));
        }
    }

    private void TellRatios(Series batches, Series singles, Sample paced, double half)
    {
        var (batch, bareBatch) = (Sample.Sum(batches.Tandem).PerSecond, Sample.Sum(batches.Bare).PerSecond);
        var (single, bareSingle) = (Sample.Sum(singles.Tandem).PerSecond, Sample.Sum(singles.Bare).PerSecond);
        report.Figure("batches, of the bare endpoint", Text.Ratio(batch / bareBatch), "");
        report.Figure("batches, interactions a second, durable and folded", Text.Whole(batch), "100,000");
        report.Figure("single calls, of the bare endpoint", Text.Ratio(single / bareSingle), "at least 0.40");
        report.Figure($"single calls at half their rate ({Text.Whole(half)}/s), p99", Text.Milliseconds(paced.Load.Percentile(0.99)), "under 20 ms");
    }

    private void TellMemory(TandemServer tandem)
    {
        var most = options.CacheBytes + (1L << 30);
        report.Figure(
            "memory at the end", $"{Text.Bytes(tandem.Process.Memory)}, {Text.Bytes(tandem.Process.MostMemory)} at most",
            $"under {Text.Bytes(most)}: cache of {Text.Bytes(options.CacheBytes)} + 1 GiB");
        report.Figure("disk at the end", Text.Bytes(tandem.Disk), "");
    }
}
