using System.Globalization;
using Tandem.Bench.Load;
using Tandem.Bench.Reports;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>
/// What segments cost that an interaction cannot change: five segments on the one event that is sent, beside two hundred
/// on forty events of which each interaction is one. The loads alternate on two servers.
/// </summary>
internal sealed class SegmentsMeasurement(BenchOptions options, Report report)
{
    private const int Names = 40;

    private readonly Meter meter = new(report);

    public async Task Run(CancellationToken cancelled)
    {
        var customers = Math.Min(options.Customers, 200_000);
        var (folderOfFew, folderOfMany) = (options.NewFolder(), options.NewFolder());
        try
        {
            await using var few = await Start(folderOfFew, 1, cancelled);
            await using var many = await Start(folderOfMany, Names, cancelled);
            var (fewPlan, manyPlan) = (LoadPlan.Events(options, customers, 1), LoadPlan.Events(options, customers, Names));
            report.Progress($"{Text.Whole(customers)} customers arrive on two servers");
            await Arrive(few, customers, cancelled);
            await Arrive(many, customers, cancelled);
            await meter.Measure(few, fewPlan with { Time = Meter.WarmUp }, "warm-up", cancelled);
            await meter.Measure(many, manyPlan with { Time = Meter.WarmUp }, "warm-up", cancelled);
            var (ofFew, ofMany) = (new List<Sample>(), new List<Sample>());
            for (var round = 1; round <= options.Rounds; round++)
            {
                report.Progress($"segments, round {round} of {options.Rounds}");
                ofFew.Add(await meter.Measure(few, fewPlan, "segments-5", cancelled));
                ofMany.Add(await meter.Measure(many, manyPlan, "segments-200", cancelled));
            }
            Tell(customers, Sample.Sum(ofFew), Sample.Sum(ofMany));
        }
        finally
        {
            Directory.Delete(folderOfFew, recursive: true);
            Directory.Delete(folderOfMany, recursive: true);
        }
    }

    private async Task<TandemServer> Start(string folder, int names, CancellationToken cancelled)
    {
        var server = await TandemServer.Start(options, folder, cancelled);
        var one = await File.ReadAllTextAsync(BenchOptions.Definitions("event"), cancelled);
        await server.Publish(string.Join("---\n", Enumerable.Range(0, names).Select(name => one.Replace("00", name.ToString("00", CultureInfo.InvariantCulture)))), cancelled);
        return server;
    }

    /// <summary>Makes everybody known: of somebody new every segment is decided, which is not what is measured.</summary>
    private async Task Arrive(TandemServer server, int customers, CancellationToken cancelled)
    {
        await meter.Fill(server, LoadPlan.Everybody(options, customers), cancelled);
        await server.Folded(cancelled);
    }

    private void Tell(int customers, Sample few, Sample many)
    {
        report.Figure("batches with 200 segments of which 5 can change, of the rate with 5", Text.Ratio(many.PerSecond / few.PerSecond), "at least 0.70");
        var table = report.Table($"Segments: {Text.Whole(customers)} customers, batches", "segments", "interactions/s", "CPU each", "p99");
        foreach (var (name, sample) in new[] { ("5", few), ("200, of which an interaction can change 5", many) })
            table.Add(name, Text.Whole(sample.PerSecond), Text.Microseconds(sample.ProcessorEach), Text.Milliseconds(sample.Load.Percentile(0.99)));
    }
}
