using System.Diagnostics;
using Tandem.Bench.Load;
using Tandem.Bench.Reports;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>How long a new segment takes to be right for everybody, over a long past, while interactions flow.</summary>
internal sealed class BackfillMeasurement(BenchOptions options, Report report)
{
    /// <summary>Longer than the segment's window of 30 days, so that some of the past does not count.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromDays(40);

    private readonly Meter meter = new(report);

    public async Task Run(CancellationToken cancelled)
    {
        var folder = options.NewFolder();
        try
        {
            await using var server = await TandemServer.Start(options, folder, cancelled);
            await server.Publish(await File.ReadAllTextAsync(BenchOptions.Definitions("event"), cancelled), cancelled);
            report.Progress($"{Text.Whole(options.Past)} past interactions arrive");
            var filling = Stopwatch.StartNew();
            await meter.Fill(server, LoadPlan.Batches(options, options.Customers) with { Interactions = options.Past, Past = Past }, cancelled);
            await server.Folded(cancelled);
            report.Progress($"  folded, {Text.Whole(options.Past / filling.Elapsed.TotalSeconds)} a second");
            // A past lies there for long: what is done once with it, beside the traffic, is done.
            await server.AtRest(cancelled);
            report.Progress($"  at rest after {Text.Seconds(filling.Elapsed)}");

            var (run, live) = LoadRun.Begin(
                LoadPlan.Batches(options, options.Customers) with { PerSecond = options.Live, Time = TimeSpan.FromHours(2) }, server.Process.Address, cancelled);
            await Task.Delay(Meter.WarmUp, cancelled);
            report.Progress("a new segment is published");
            var (before, watch) = (run.Answered, Stopwatch.StartNew());
            await server.Publish(await File.ReadAllTextAsync(BenchOptions.Definitions("new"), cancelled), cancelled);
            var segment = await server.Evaluated("lately", cancelled);
            var (took, flowed) = (watch.Elapsed, run.Answered - before);
            run.End();
            Tell(took, flowed, segment, await live);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Tell(TimeSpan took, long flowed, Segment segment, LoadResult live)
    {
        report.Figure($"a new segment over {Text.Whole(options.Past)} past interactions is right after", Text.Seconds(took), "30 s for 10,000,000");
        var table = report.Table(
            $"Backfill: {Text.Whole(options.Past)} interactions of {Text.Whole(options.Customers)} customers over {Past.Days} days, a window of 30 days",
            "right after", "past interactions/s", "flowing meanwhile", "wanted", "their p99", "members");
        table.Add(
            Text.Seconds(took), Text.Whole(options.Past / took.TotalSeconds), $"{Text.Whole(flowed / took.TotalSeconds)}/s", $"{Text.Whole(options.Live)}/s",
            Text.Milliseconds(live.Percentile(0.99)), Text.Whole(segment.Count));
    }
}
