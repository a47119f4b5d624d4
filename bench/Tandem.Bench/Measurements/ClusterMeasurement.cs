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
            await using var two = await TandemServer.Start(options, folder, cancelled, database.Connection);
            await Share(database, cancelled);
            report.Progress("one interaction at a time, read through another process");
            TellVisible("nothing else", await Visible.Measure(one, two, options.Customers, cancelled));
            report.Progress($"the same, with {Text.Whole(options.Live)} interactions a second beside it");
            var (flow, flowed) = LoadRun.Begin(plan with { PerSecond = options.Live, Time = TimeSpan.FromHours(1) }, one.Process.Address, cancelled);
            TellVisible($"{Text.Whole(options.Live)} interactions a second beside it", await Visible.Measure(one, two, options.Customers, cancelled));
            flow.End();
            await flowed;
            report.Figure("PostgreSQL's disk at the end", Text.Bytes(database.Disk), "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Waits until each of two processes has its half of the shards.</summary>
    private static async Task Share(Database database, CancellationToken cancelled)
    {
        while (await database.Ask("SELECT count(*) FROM (SELECT owner FROM shards GROUP BY owner HAVING count(*) = (SELECT count(*) / 2 FROM shards)) halves", cancelled) < 2)
            await Task.Delay(100, cancelled);
    }

    private void TellVisible(string beside, TimeSpan[] times) => report.Figure(
        $"on PostgreSQL: from the 200 of one process to the answer of another that shows it, {beside}, p50 and p99",
        $"{Text.Milliseconds(times[times.Length / 2])}, {Text.Milliseconds(times[times.Length * 99 / 100])}", "");

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
