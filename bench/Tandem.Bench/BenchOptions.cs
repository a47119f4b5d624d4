namespace Tandem.Bench;

/// <summary>What is measured, and for how long.</summary>
internal sealed record BenchOptions
{
    public required string Server { get; init; }

    public required string Folder { get; init; }

    public required TimeSpan Load { get; init; }

    public required int Rounds { get; init; }

    /// <summary>For single calls: many, because each waits for the disk. Batches need fewer.</summary>
    public required int Connections { get; init; }

    public required int Customers { get; init; }

    /// <summary>A file with the segments that every interaction is folded under.</summary>
    public required string Segments { get; init; }

    /// <summary>Past interactions that a new segment is worked out over.</summary>
    public required int Past { get; init; }

    /// <summary>Interactions a second that flow meanwhile.</summary>
    public required int Live { get; init; }

    /// <summary>MiB of the server's cache; null for its own default.</summary>
    public required int? CacheMiB { get; init; }

    /// <summary>The browser that the first page is measured in.</summary>
    public required string Chromium { get; init; }

    public int BatchConnections => Math.Max(1, Connections / 8);

    /// <summary>The bytes that the server keeps of states at most; its default is a quarter of the memory, from 128 MiB to 4 GiB.</summary>
    public long CacheBytes => CacheMiB is { } given ? (long)given << 20 : Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, 128L << 20, 4L << 30);

    /// <summary>A file of definitions that stands beside the program.</summary>
    public static string Definitions(string name) => Path.Combine(AppContext.BaseDirectory, "Definitions", name + ".yaml");

    /// <summary>A new folder for a workspace.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Folder, $"tandem-bench-{Guid.NewGuid():N}")).FullName;
}
