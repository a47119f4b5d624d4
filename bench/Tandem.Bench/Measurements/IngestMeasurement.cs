using System.Diagnostics;
using Tandem.Bench.Load;
using Tandem.Bench.Reports;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>
/// How many interactions a second become durable and are folded into customers, in batches and one by one, beside an
/// endpoint that only parses the same bodies. The loads alternate, so that both meet the same machine.
/// </summary>
internal sealed class IngestMeasurement(BenchOptions options, Report report)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public async Task Run(CancellationToken cancelled)
    {
        var folder = options.NewFolder();
        try
        {
            await using var bare = await ServerProcess.Start(typeof(IngestMeasurement).Assembly.Location, ["bare"], [], Path.Combine(folder, "bare.log"), cancelled);
            await using var tandem = await TandemServer.Start(options.Server, folder, cancelled);
            await tandem.Publish(cancelled);
            report.Progress($"{Text.Whole(BenchOptions.IngestCustomers)} customers arrive");
            await Measure(tandem, LoadPlan.Everybody(options, BenchOptions.IngestCustomers), "customers", cancelled);
            var loads = new[]
            {
                new Series("ingest-batch", LoadPlan.Batches(options, BenchOptions.IngestCustomers)),
                new Series("ingest-single", LoadPlan.Singles(options, BenchOptions.IngestCustomers)),
            };
            foreach (var series in loads)
            {
                var warmUp = series.Plan with { Time = WarmUp };
                await Measure(bare, warmUp, cancelled);
                await Measure(tandem, warmUp, "warm-up", cancelled);
            }
            for (var round = 1; round <= options.Rounds; round++)
            {
                foreach (var series in loads)
                {
                    report.Progress($"{series.Name}, round {round} of {options.Rounds}");
                    series.Bare.Add(await Measure(bare, series.Plan, cancelled));
                    series.Tandem.Add(await Measure(tandem, series.Plan, series.Name, cancelled));
                }
            }
            Tell(loads, tandem);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Tell(IEnumerable<Series> loads, TandemServer tandem)
    {
        var table = report.Table(
            $"Ingest: {Text.Whole(BenchOptions.IngestCustomers)} customers, random order, five segments with windows; until durable and folded",
            "load", "connections", "interactions/s", "of bare", "bare/s", "p50", "p99", "bare p50", "bare p99", "CPU each", "bare CPU each", "429s");
        foreach (var series in loads)
        {
            var (own, other) = (Sample.Sum(series.Tandem), Sample.Sum(series.Bare));
            table.Add(
                series.Name, Text.Whole(series.Plan.Connections), Text.Whole(own.PerSecond), $"{own.PerSecond / other.PerSecond:P0}", Text.Whole(other.PerSecond),
                Text.Milliseconds(own.Load.Percentile(0.5)), Text.Milliseconds(own.Load.Percentile(0.99)),
                Text.Milliseconds(other.Load.Percentile(0.5)), Text.Milliseconds(other.Load.Percentile(0.99)),
                Text.Microseconds(own.ProcessorEach), Text.Microseconds(other.ProcessorEach), Text.Whole(own.Load.HeldOff));
        }
        report.Progress($"The server has {Text.Bytes(tandem.Process.Memory)} in memory, {Text.Bytes(tandem.Process.MostMemory)} at most, and {Text.Bytes(tandem.Disk)} on disk.");
    }

    private static async Task<Sample> Measure(ServerProcess server, LoadPlan plan, CancellationToken cancelled)
    {
        var before = server.ProcessorTime;
        var result = await LoadRun.Begin(plan, server.Address, cancelled).Result;
        return new(result, result.Elapsed, server.ProcessorTime - before);
    }

    private async Task<Sample> Measure(TandemServer server, LoadPlan plan, string name, CancellationToken cancelled)
    {
        var already = await server.Interactions(0, cancelled);
        var before = server.Process.ProcessorTime;
        var watch = Stopwatch.StartNew();
        var result = await LoadRun.Begin(plan, server.Process.Address, cancelled).Result;
        await server.Folded(cancelled);
        var sample = new Sample(result, watch.Elapsed, server.Process.ProcessorTime - before);
        var seen = await server.Interactions(already + result.Interactions, cancelled) - already;
        report.Check(name, result.Interactions, result.Interactions, seen);
        report.Progress($"  {name}: {Text.Whole(sample.PerSecond)} a second");
        return sample;
    }

    private sealed record Series(string Name, LoadPlan Plan)
    {
        public List<Sample> Tandem { get; } = [];

        public List<Sample> Bare { get; } = [];
    }
}
