using System.Diagnostics;
using Tandem.Bench.Load;

namespace Tandem.Bench.Measurements;

/// <summary>
/// What the disk alone takes to make a small write lasting: no durable answer comes sooner, and one that comes while another
/// write is on its way waits for two.
/// </summary>
internal static class DiskSync
{
    private const int BytesEach = 16 << 10, FileBytes = 64 << 20;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(3);

    public static LoadResult Measure(string folder)
    {
        var path = Path.Combine(folder, "sync");
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose, FileBytes);
        var bytes = new byte[BytesEach];
        new Random(1).NextBytes(bytes);
        var times = new List<TimeSpan>();
        var whole = Stopwatch.StartNew();
        while (whole.Elapsed < Time)
        {
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, bytes, times.Count * (long)BytesEach % FileBytes);
            RandomAccess.FlushToDisk(file);
            times.Add(Stopwatch.GetElapsedTime(start));
        }
        times.Sort();
        return new(times.Count, 0, 0, whole.Elapsed, [.. times]);
    }
}
