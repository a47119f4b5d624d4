using System.Diagnostics;
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
            await Load(one, database, cancelled);
            await using var two = await TandemServer.Start(options, folder, cancelled, database.Connection);
            await Share(database, cancelled);
            await Look(one, two, cancelled);
            report.Progress("one of the two processes is killed");
            report.Figure("on PostgreSQL: from a kill of the process with half of the shards until the other one has folded all of them", Text.Seconds(await TakeOver(one, two, cancelled)), "5 s");
            report.Figure("PostgreSQL's disk at the end", Text.Bytes(database.Disk), "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private LoadPlan Plan => LoadPlan.Batches(options, options.Customers);

    /// <summary>One process, as much as it takes, in turns with bare rows.</summary>
    private async Task Load(TandemServer one, Database database, CancellationToken cancelled)
    {
        await meter.Measure(one, Plan with { Time = Meter.WarmUp }, "warm-up", cancelled);
        var (own, ofDatabase, bare, written) = (new List<Sample>(), TimeSpan.Zero, new List<Sample>(), 0L);
        for (var round = 1; round <= options.Rounds; round++)
        {
            report.Progress($"cluster-batch, round {round} of {options.Rounds}");
            bare.Add(await BareInserts.Measure(database, options, cancelled));
            var (before, log) = (database.ProcessorTime, await Written());
            own.Add(await meter.Measure(one, Plan, "cluster-batch", cancelled));
            ofDatabase += database.ProcessorTime - before;
            written += await Written() - log;
        }
        Tell(Sample.Sum(own), ofDatabase, Sample.Sum(bare));
        report.Figure("PostgreSQL's log (WAL), bytes an interaction", Text.Whole((double)written / own.Sum(sample => sample.Load.Interactions)), "");
        var journal = await database.Ask("SELECT pg_total_relation_size('journal') / sum(entries) FROM journal", cancelled);
        report.Figure("PostgreSQL's journal, bytes an entry", Text.Whole(journal), "");
        var states = await database.Ask("SELECT pg_total_relation_size('states') + pg_total_relation_size('identities')", cancelled);
        report.Figure("PostgreSQL's states, bytes a customer", Text.Whole((double)states / options.Customers), "");

        Task<long> Written() => database.Ask("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')", cancelled);
    }

    /// <summary>Through two processes that have half of the shards each.</summary>
    private async Task Look(TandemServer one, TandemServer two, CancellationToken cancelled)
    {
        report.Progress("one interaction at a time, read through another process");
        TellVisible("nothing else", await Visible.Measure(one, two, options.Customers, cancelled));
        report.Progress($"the same, with {Text.Whole(options.Live)} interactions a second beside it");
        var (flow, flowed) = LoadRun.Begin(Plan with { PerSecond = options.Live, Time = TimeSpan.FromHours(1) }, one.Process.Address, cancelled);
        TellVisible($"{Text.Whole(options.Live)} interactions a second beside it", await Visible.Measure(one, two, options.Customers, cancelled));
        flow.End();
        await flowed;
    }

    private async Task<TimeSpan> TakeOver(TandemServer stays, TandemServer goes, CancellationToken cancelled)
    {
        var watch = Stopwatch.StartNew();
        await goes.Process.Kill();
        // Some for every shard.
        for (var call = 0; call < 500; call++) await stays.Track(1 + call * 7 % options.Customers, cancelled);
        await stays.Folded(cancelled);
        return watch.Elapsed;
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
