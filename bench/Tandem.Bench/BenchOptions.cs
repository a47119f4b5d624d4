namespace Tandem.Bench;

/// <summary>What is measured, and for how long.</summary>
internal sealed record BenchOptions
{
    /// <summary>Customers of the ingest measurements.</summary>
    public const int IngestCustomers = 100_000;

    public required string Server { get; init; }

    public required string Folder { get; init; }

    public required TimeSpan Load { get; init; }

    public required int Rounds { get; init; }

    /// <summary>For single calls: many, because each waits for the disk. Batches need fewer.</summary>
    public required int Connections { get; init; }

    public required IReadOnlyList<int> Customers { get; init; }

    public int BatchConnections => Math.Max(1, Connections / 8);

    /// <summary>A new folder for a workspace.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Folder, $"tandem-bench-{Guid.NewGuid():N}")).FullName;
}
