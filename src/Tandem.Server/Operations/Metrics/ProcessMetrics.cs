using System.Diagnostics;
using System.Globalization;

namespace Tandem.Server.Operations.Metrics;

/// <summary>The process, under the names that Prometheus' own clients give, and the runtime.</summary>
public sealed class ProcessMetrics : IMetricSource
{
    private const string Descriptors = "/proc/self/fd";

    private readonly double started = new DateTimeOffset(Process.GetCurrentProcess().StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1e3;

    public void Write(MetricsText to)
    {
        var memory = GC.GetGCMemoryInfo();
        to.Gauge("tandem_build_info", "Always 1; which build this is, and the version of its fold.")
            .Value(1, ("version", BuildInfo.Version), ("engine", Engine.Journal.EngineVersion.Current.ToString(CultureInfo.InvariantCulture)), ("runtime", Environment.Version.ToString()));
        to.Gauge("process_start_time_seconds", "When the process began.").Value(started);
        to.Counter("process_cpu_seconds_total", "Processor time of the process.").Value(Environment.CpuUsage.TotalTime.TotalSeconds);
        to.Gauge("process_resident_memory_bytes", "Memory of the process.").Value(Environment.WorkingSet);
        if (Directory.Exists(Descriptors)) to.Gauge("process_open_fds", "Open files and sockets.").Value(Directory.EnumerateFileSystemEntries(Descriptors).Count());
        to.Gauge("dotnet_gc_heap_bytes", "The managed heap after the last collection.").Value(memory.HeapSizeBytes);
        to.Gauge("dotnet_gc_memory_limit_bytes", "The memory that the process may have.").Value(memory.TotalAvailableMemoryBytes);
        to.Counter("dotnet_gc_pause_seconds_total", "For how long collections stopped the process.").Value(GC.GetTotalPauseDuration().TotalSeconds);
        to.Counter("dotnet_gc_collections_total", "Collections, by generation.");
        for (var generation = 0; generation <= GC.MaxGeneration; generation++) to.Value(GC.CollectionCount(generation), ("generation", generation.ToString(CultureInfo.InvariantCulture)));
        to.Gauge("dotnet_threads", "Threads of the pool.").Value(ThreadPool.ThreadCount);
    }
}
