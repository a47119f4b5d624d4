using System.CommandLine;
using Tandem.Bench.Measurements;
using Tandem.Bench.Reports;
using Tandem.Bench.Servers;

namespace Tandem.Bench;

/// <summary>What can be asked for on the command line.</summary>
internal static class BenchCommand
{
    public static RootCommand Make()
    {
        var server = new Option<FileInfo>("--server") { Description = "The built Tandem.Server.dll.", Required = true };
        var only = new Option<string?>("--only") { Description = "ingest, segments, recovery, backfill, count, cluster or page; all of them where left out." };
        only.AcceptOnlyFromAmong("ingest", "segments", "recovery", "backfill", "count", "cluster", "page");
        var seconds = Number("--seconds", "How long each load lasts.", 10);
        var rounds = Number("--rounds", "How often the loads alternate.", 2);
        var connections = Number("--connections", "Connections for single calls; batches use an eighth of them.", 128);
        var customers = Number("--customers", "How many customers there are; recovery is measured with a tenth of them, too.", 1_000_000);
        var past = Number("--past", "Over how many past interactions a new segment is worked out.", 10_000_000);
        var live = Number("--live", "How many interactions a second flow meanwhile.", 10_000);
        var cache = new Option<int?>("--cache-mb") { Description = "The server's cache; its own default where left out." };
        var segments = new Option<FileInfo>("--segments") { Description = "The segments that interactions are folded under.", DefaultValueFactory = _ => new(BenchOptions.Definitions("kinds")) };
        var chromium = new Option<string>("--chromium") { Description = "The browser that the first page is measured in.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TANDEM_CHROMIUM") ?? "/usr/bin/chromium" };
        var folder = new Option<DirectoryInfo>("--folder") { Description = "Where workspaces are made and taken away again.", DefaultValueFactory = _ => new(Path.GetTempPath()) };

        var root = new RootCommand("Measures Tandem beside a bare endpoint on the same machine. A small run: --customers 20000 --past 200000 --seconds 2 --rounds 1.")
        {
            server, only, seconds, rounds, connections, customers, past, live, cache, segments, folder, chromium, Bare(),
        };
        root.SetAction(async (parsed, cancelled) =>
        {
            var options = new BenchOptions
            {
                Server = parsed.GetRequiredValue(server).FullName,
                Folder = parsed.GetRequiredValue(folder).FullName,
                Load = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Rounds = parsed.GetValue(rounds),
                Connections = parsed.GetValue(connections),
                Customers = parsed.GetValue(customers),
                Segments = parsed.GetRequiredValue(segments).FullName,
                Past = parsed.GetValue(past),
                Live = parsed.GetValue(live),
                CacheMiB = parsed.GetValue(cache),
                Chromium = parsed.GetRequiredValue(chromium),
            };
            var report = new Report();
            var wanted = parsed.GetValue(only);
            try
            {
                if (wanted is null or "ingest") await new IngestMeasurement(options, report).Run(cancelled);
                if (wanted is null or "segments") await new SegmentsMeasurement(options, report).Run(cancelled);
                if (wanted is null or "recovery") await new RecoveryMeasurement(options, report).Run(cancelled);
                if (wanted is null or "backfill") await new BackfillMeasurement(options, report).Run(cancelled);
                if (wanted is null or "count") await new CountMeasurement(options, report).Run(cancelled);
                if (wanted is null or "page") await new FirstPageMeasurement(options, report).Run(cancelled);
                if (wanted is null or "cluster") await new ClusterMeasurement(options, report).Run(cancelled);
            }
            finally
            {
                // Also what was measured before something went wrong.
                report.Print(Console.Out);
            }
            return report.IsSound ? 0 : 1;
        });
        return root;
    }

    /// <summary>The bare endpoint runs in a process of its own, as the server does.</summary>
    private static Command Bare()
    {
        var url = new Option<string>("--urls") { Required = true };
        var command = new Command("bare", "Serves the endpoint that Tandem is compared with.") { url };
        command.Hidden = true;
        command.SetAction((parsed, cancelled) => BareEndpoint.Serve(parsed.GetRequiredValue(url), cancelled));
        return command;
    }

    private static Option<int> Number(string name, string description, int otherwise)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) < 1) result.AddError($"{name} must be at least 1.");
        });
        return option;
    }
}
