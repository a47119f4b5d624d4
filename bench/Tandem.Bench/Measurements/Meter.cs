using System.Diagnostics;
using Tandem.Bench.Load;
using Tandem.Bench.Reports;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>Puts a load on a server and says how it took it.</summary>
internal sealed class Meter(Report report)
{
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>A load on the bare endpoint.</summary>
    public static async Task<Sample> Measure(ServerProcess server, LoadPlan plan, CancellationToken cancelled)
    {
        var before = server.ProcessorTime;
        var result = await LoadRun.Begin(plan, server.Address, cancelled).Result;
        return new(result, result.Elapsed, server.ProcessorTime - before);
    }

    /// <summary>A load until all of it is folded, each interaction once.</summary>
    public async Task<Sample> Measure(TandemServer server, LoadPlan plan, string name, CancellationToken cancelled)
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

    /// <summary>Sends what a plan has to send, saying now and then how far it is.</summary>
    public async Task<LoadResult> Fill(TandemServer server, LoadPlan plan, CancellationToken cancelled)
    {
        var (run, result) = LoadRun.Begin(plan, server.Process.Address, cancelled);
        while (await Task.WhenAny(result, Task.Delay(TimeSpan.FromSeconds(5), cancelled)) != result && !cancelled.IsCancellationRequested)
            report.Progress($"  {Text.Whole(plan.Customers)} customers: {Text.Whole(run.Answered)} of {Text.Whole(plan.Interactions!.Value)} interactions");
        return await result;
    }
}
