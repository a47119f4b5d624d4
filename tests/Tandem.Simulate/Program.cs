using System.Diagnostics;
using System.Globalization;
using Tandem.Simulate.Cluster;
using Tandem.Testing.Simulation;

// ./dev simulate: runs seeds of the simulator, and says which fail and how. 1 is the exit code of failures, 2 that of a wrong call.
var (from, count, threads, most) = (1, 2_000, Environment.ProcessorCount, 5);
var isCluster = args.Contains("--cluster");
args = [.. args.Where(arg => arg != "--cluster")];
for (var i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Usage();
    switch (args[i])
    {
        case "--seed":
            (from, count) = (number, 1);
            break;
        case "--seeds" when number > 0:
            count = number;
            break;
        case "--from":
            from = number;
            break;
        case "--threads" when number > 0:
            threads = number;
            break;
        case "--failures" when number > 0:
            most = number;
            break;
        default:
            return Usage();
    }
}

var watch = Stopwatch.StartNew();
var gate = new Lock();
var told = TimeSpan.Zero;
Func<int, int, int, int, Action<int>?, IReadOnlyList<SeedFailure>> run = isCluster ? ClusterSimulator.Run : Simulator.Run;
var failures = run(from, count, threads, most, done =>
{
    lock (gate)
    {
        if (watch.Elapsed - told < TimeSpan.FromSeconds(2) && done < count) return;
        told = watch.Elapsed;
        Console.Error.WriteLine($"{done} of {count} seeds, {done / watch.Elapsed.TotalSeconds:0} a second");
    }
});
foreach (var failure in failures) Console.WriteLine($"{failure}{Environment.NewLine}");
Console.WriteLine(failures.Count == 0 ? $"{count} seeds from {from}: everything holds." : $"{failures.Count} seeds failed: {string.Join(", ", failures.Select(failure => failure.Seed))}.");
return failures.Count == 0 ? 0 : 1;

static int Usage()
{
    Console.Error.WriteLine("./dev simulate [--cluster] [--seeds N] [--from N] [--seed N] [--threads N] [--failures N]");
    return 2;
}
