using System.Diagnostics;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>How long after the 200 of one process a read through another one has answered with what was sent.</summary>
internal static class Visible
{
    private const int Calls = 500;

    /// <returns>In order of size.</returns>
    public static async Task<TimeSpan[]> Measure(TandemServer writes, TandemServer reads, int customers, CancellationToken cancelled)
    {
        var random = new Random(7);
        var times = new List<TimeSpan>(Calls);
        for (var call = -Calls / 10; call < Calls; call++)
        {
            var customer = 1 + random.Next(customers);
            var token = await writes.Track(customer, cancelled);
            var watch = Stopwatch.StartNew();
            await reads.Read(customer, token, cancelled);
            // The first ones warm up.
            if (call >= 0) times.Add(watch.Elapsed);
        }
        return [.. times.Order()];
    }
}
