using System.Diagnostics;
using Tandem.Bench.Load;
using Tandem.Bench.Reports;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>What customers take of memory and disk, and how long a server that was killed under load needs to be itself again.</summary>
internal sealed class RecoveryMeasurement(BenchOptions options, Report report)
{
    private static readonly TimeSpan KillAfter = TimeSpan.FromSeconds(5);

    private readonly Meter meter = new(report);

    public async Task Run(CancellationToken cancelled)
    {
        var table = report.Table(
            "Recovery, memory and disk: one identify and two more interactions for each customer, then a kill -9 under load of batches",
            "customers", "interactions", "loaded at", "memory", "at most", "disk", "each on disk", "ready again after", "folded again after", "memory then");
        foreach (var customers in new[] { options.Customers / 10, options.Customers }) await Measure(customers, table, cancelled);
    }

    private async Task Measure(int customers, Table table, CancellationToken cancelled)
    {
        var folder = options.NewFolder();
        try
        {
            var (cells, least, most) = await LoadAndKill(customers, folder, cancelled);
            var watch = Stopwatch.StartNew();
            await using var again = await TandemServer.Start(options, folder, cancelled);
            var ready = watch.Elapsed;
            await again.Folded(cancelled);
            var folded = watch.Elapsed;
            report.Check($"recovery with {Text.Whole(customers)} customers", least, most, await again.Interactions(least, cancelled));
            report.Figure($"ready after a kill -9 with {Text.Whole(customers)} customers", Text.Seconds(ready), "under 5 s with 1,000,000");
            table.Add([.. cells, Text.Seconds(ready), Text.Seconds(folded), Text.Bytes(again.Process.Memory)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(string[] Cells, long Least, long Most)> LoadAndKill(int customers, string folder, CancellationToken cancelled)
    {
        await using var server = await TandemServer.Start(options, folder, cancelled);
        await server.Publish(await File.ReadAllTextAsync(options.Segments, cancelled), cancelled);
        var watch = Stopwatch.StartNew();
        var first = await meter.Fill(server, LoadPlan.Everybody(options, customers), cancelled);
        var more = await meter.Fill(server, LoadPlan.Batches(options, customers) with { Interactions = 2L * customers }, cancelled);
        await server.Folded(cancelled);
        var sent = first.Interactions + more.Interactions;
        string[] cells =
        [
            Text.Whole(customers), Text.Whole(sent), Text.Whole(sent / watch.Elapsed.TotalSeconds) + "/s", Text.Bytes(server.Process.Memory), Text.Bytes(server.Process.MostMemory),
            Text.Bytes(server.Disk), $"{server.Disk / (double)customers:N0} B",
        ];
        report.Progress($"  {Text.Whole(customers)} customers are there; the server is killed under load");
        var load = LoadRun.Begin(LoadPlan.Batches(options, customers) with { Time = TimeSpan.FromHours(1), MayBreak = true }, server.Process.Address, cancelled);
        await Task.Delay(KillAfter, cancelled);
        await server.Process.Kill();
        var last = await load.Result;
        return (cells, sent + last.Interactions, sent + last.Interactions + last.Unanswered);
    }
}
