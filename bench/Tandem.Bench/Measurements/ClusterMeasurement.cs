using Tandem.Bench.Load;
using Tandem.Bench.Reports;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>
/// A workspace in PostgreSQL on the same machine: how many interactions a second become durable and are folded, beside what
/// the database takes of the same bytes when it does nothing else with them; and how long after its 200 an interaction is
/// seen through another process.
/// </summary>
internal sealed class ClusterMeasurement(BenchOptions options, Report report)
{
    private readonly Meter meter = new(report);

    public async Task Run(CancellationToken cancelled)
    {
        var folder = options.NewFolder();
        try
        {
            using var database = Database.Start(options.Folder);
            await using var one = await TandemServer.Start(options, folder, cancelled, database.Connection);
            await one.Publish(await File.ReadAllTextAsync(options.Segments, cancelled), cancelled);
            report.Progress($"{Text.Whole(options.Customers)} customers arrive");
            await meter.Fill(one, LoadPlan.Everybody(options, options.Customers), cancelled);
            await one.Folded(cancelled);
            var plan = LoadPlan.Batches(options, options.Customers);
            await meter.Measure(one, plan with { Time = Meter.WarmUp }, "warm-up", cancelled);
            var (own, ofDatabase, bare) = (new List<Sample>(), TimeSpan.Zero, new List<Sample>());
            for (var round = 1; round <= options.Rounds; round++)
            {
                report.Progress($"cluster-batch, round {round} of {options.Rounds}");
                bare.Add(await BareInserts.Measure(database, options, cancelled));
                var before = database.ProcessorTime;
                own.Add(await meter.Measure(one, plan, "cluster-batch", cancelled));
                ofDatabase += database.ProcessorTime - before;
            }
            Tell(Sample.Sum(own), ofDatabase, Sample.Sum(bare));
            report.Figure("PostgreSQL's disk at the end", Text.Bytes(database.Disk), "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Tell(Sample own, TimeSpan ofDatabase, Sample bare)
    {
        report.Figure("on PostgreSQL: batches, interactions a second, durable and folded", Text.Whole(own.PerSecond), "40,000");
        var table = report.Table($"PostgreSQL: {Text.Whole(options.Customers)} customers, batches", "", "interactions/s", "p50", "p99", "CPU each", "database's CPU each", "429s");
        table.Add(
            "Tandem", Text.Whole(own.PerSecond), Text.Milliseconds(own.Load.Percentile(0.5)), Text.Milliseconds(own.Load.Percentile(0.99)), Text.Microseconds(own.ProcessorEach),
            Text.Microseconds(ofDatabase / own.Load.Interactions), Text.Whole(own.Load.HeldOff));
        table.Add("the same bytes as bare rows", Text.Whole(bare.PerSecond), Text.Milliseconds(bare.Load.Percentile(0.5)), Text.Milliseconds(bare.Load.Percentile(0.99)), "", Text.Microseconds(bare.ProcessorEach), "");
    }
}
