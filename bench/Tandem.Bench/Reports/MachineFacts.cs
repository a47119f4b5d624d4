using System.Runtime.InteropServices;

namespace Tandem.Bench.Reports;

/// <summary>On what was measured.</summary>
internal static class MachineFacts
{
    public static string Read()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return $"{Environment.ProcessorCount} processors ({Processor()}), {Text.Bytes(memory)} of memory, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}; load average {Load()}";
    }

    private static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";
}
