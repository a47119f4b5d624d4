using Tandem.Server.Hosting;
using Tandem.Server.Sources;

namespace Tandem.Server.Operations.Metrics;

/// <summary>Whether interactions are taken, the disk, and when sources were last heard of.</summary>
public sealed class HealthMetrics(Readiness readiness, StorageHealth storage, Overload overload, DiskWatch disk, SourceRegistry sources) : IMetricSource
{
    private static readonly StorageTask[] Tasks = Enum.GetValues<StorageTask>();

    public void Write(MetricsText to)
    {
        to.Gauge("tandem_ready", "1 while interactions are taken, as /readyz says.").Value(readiness.Look().Ready ? 1 : 0);
        to.Gauge("tandem_overloaded", "1 while calls are answered with 429.").Value(overload.IsOn ? 1 : 0);
        to.Gauge("tandem_disk_full", "1 while calls are answered with 503 because of the disk.").Value(storage.Refusal is null ? 0 : 1);
        to.Gauge("tandem_storage_waiting", "1 while a task cannot write and waits, by task.");
        foreach (var task in Tasks) to.Value(storage.Trouble(task) is null ? 0 : 1, ("task", Name(task)));
        to.Gauge("tandem_disk_free_bytes", "What may still be written on the disk of the data folder.").Value(disk.Free);
        to.Gauge("tandem_disk_size_bytes", "The disk of the data folder.").Value(disk.Size);
        to.Gauge("tandem_source_last_received_timestamp_seconds", "When something last came from a source, accepted or not.");
        foreach (var known in sources.All)
            if (known.Traffic.Counts.LastReceivedAt is { } last) to.Value(last.Micros / 1e6, ("source", known.Source.Name));
    }

    private static string Name(StorageTask task) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(task.ToString());
}
