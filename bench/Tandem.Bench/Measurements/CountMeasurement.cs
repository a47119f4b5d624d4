using System.Diagnostics;
using Tandem.Bench.Load;
using Tandem.Bench.Reports;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>How long it takes to count who fulfils a rule that was never published, and how many customers that looks at.</summary>
internal sealed class CountMeasurement(BenchOptions options, Report report)
{
    private const int Calls = 40;

    private static readonly (string Name, string Rule)[] Rules =
    [
        ("traits", """customer.traits.age >= 18.0 && customer.traits.city == "Hamburg" """),
        ("a figure that is kept", """events("Product Viewed").within("7d").count() >= 3"""),
        ("a figure that counters tell", """events("Order Completed").any() && events("Order Completed").within("45d").none()"""),
        ("a figure that only the journal tells", """events("Order Completed").within("45d").sum(e, e.properties.total) > 100"""),
    ];

    private readonly Meter meter = new(report);

    public async Task Run(CancellationToken cancelled)
    {
        var folder = options.NewFolder();
        try
        {
            await using var server = await TandemServer.Start(options, folder, cancelled);
            await server.Publish(await File.ReadAllTextAsync(options.Segments, cancelled), cancelled);
            report.Progress($"{Text.Whole(options.Customers)} customers arrive");
            await meter.Fill(server, LoadPlan.Everybody(options, options.Customers), cancelled);
            await meter.Fill(server, LoadPlan.Batches(options, options.Customers) with { Interactions = 2L * options.Customers, Past = TimeSpan.FromDays(90) }, cancelled);
            await server.Folded(cancelled);
            await server.AtRest(cancelled);
            var table = report.Table(
                $"Counting: {Text.Whole(options.Customers)} customers with three interactions each, {Calls} questions one after another", "the rule asks", "p50", "p99", "method", "past", "looked at", "95% interval");
            foreach (var (name, rule) in Rules) await Measure(server, name, rule, table, cancelled);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task Measure(TandemServer server, string name, string rule, Table table, CancellationToken cancelled)
    {
        var (times, last) = (new List<TimeSpan>(), (RuleCount?)null);
        for (var call = -3; call < Calls; call++)
        {
            var watch = Stopwatch.StartNew();
            last = await server.Count(rule, cancelled);
            // The first ones warm up.
            if (call >= 0) times.Add(watch.Elapsed);
        }
        TimeSpan[] ordered = [.. times.Order()];
        var (half, most) = (ordered[ordered.Length / 2], ordered[(int)(ordered.Length * 0.99)]);
        report.Figure($"a count of {Text.Whole(options.Customers)} customers by {name}", Text.Milliseconds(most), "p99 under 1 s");
        table.Add(name, Text.Milliseconds(half), Text.Milliseconds(most), last!.Method, last.Past, Text.Whole(last.Scanned), $"{Text.Whole(last.Low)} to {Text.Whole(last.High)}");
    }
}
