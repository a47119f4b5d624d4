using System.Net;
using Tandem.Primitives;
using Tandem.Server.Sources;

namespace Tandem.Server.Hosting;

/// <summary>What the server is told when it starts: command line first, then the environment, then the default.</summary>
public sealed record ServerSettings
{
    /// <summary><c>--data DIR</c>: the workspace's folder; made when it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// <c>--postgres CONNECTION</c>, better <c>TANDEM_POSTGRES</c>, since other users see command lines: the workspace is in this
    /// database, which other processes may share, instead of a folder. As Npgsql takes it.
    /// </summary>
    public string? Postgres { get; init; }

    /// <summary><c>--urls URL</c>: where it listens; loopback only.</summary>
    public string Url { get; init; } = "http://localhost:5080";

    /// <summary><c>TANDEM_WRITE_KEY</c>: the first source's write key; made up when not given.</summary>
    public string? WriteKey { get; init; }

    /// <summary><c>TANDEM_ADMIN_TOKEN</c>: a first API token; made up when not given.</summary>
    public string? AdminToken { get; init; }

    /// <summary><c>--clock-start TIME</c>: a demo's clock begins then instead of now, and runs at the speed of real time until it is told otherwise.</summary>
    public Instant? ClockStart { get; init; }

    /// <summary><c>--clock-until TIME</c>: from here on a demo's clock runs at the speed of real time.</summary>
    public Instant? ClockUntil { get; init; }

    /// <summary>
    /// <c>--cache-mb N</c>: how many MiB customers, accounts and identities may take in memory. At least 16; a quarter of
    /// the memory that the process may have, from 128 to 4,096, where not given.
    /// </summary>
    public int CacheMiB { get; init; } = (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 >> 20, 128, 4_096);

    /// <summary>
    /// <c>--fold-threads N</c>: 1 to 64; one for every two processors, at least two. With a database one for each processor,
    /// at least four: they wait for it most of the time.
    /// </summary>
    public int FoldThreads { get; init; } = FoldThreadsOf(false);

    /// <summary><c>--journal-days N</c>: for how many days entries are kept at least; 0 for ever.</summary>
    public int JournalDays { get; init; }

    /// <summary>For how long entries are kept at least; null for ever.</summary>
    public TimeSpan? JournalRetention => JournalDays > 0 ? TimeSpan.FromDays(JournalDays) : null;

    /// <summary><c>--snapshot-every 24h</c>: how much of the journal's time lies between two snapshots of the states; 0 for none.</summary>
    public Duration SnapshotEvery { get; init; } = Duration.FromHours(24);

    /// <summary><c>--snapshots-kept N</c>: how many snapshots are kept; 0 for none.</summary>
    public int SnapshotsKept { get; init; } = 7;

    /// <summary>
    /// <c>--disk-reserve-mb N</c>: with fewer MiB free on the disk nothing is accepted any more; 0 for no reserve. Null:
    /// 256, or a twentieth of the disk where that is less.
    /// </summary>
    public int? DiskReserveMiB { get; init; }

    /// <summary><c>--max-waiting N</c>: how many entries may wait to be folded before callers are answered with 429. From 1,000 to 10,000,000.</summary>
    public int MaxWaiting { get; init; } = 200_000;

    /// <summary><c>--log text|json</c>: how the log is written.</summary>
    public LogFormat Log { get; init; }

    /// <summary><c>TANDEM_METRICS_TOKEN</c>: a token that opens <c>/metrics</c> and nothing else; null for none.</summary>
    public string? MetricsToken { get; init; }

    /// <summary>The bytes of the cache that one of so many shards has.</summary>
    public long CachePerShard(int shards) => ((long)CacheMiB << 20) / shards;

    /// <summary>Reads the settings; an error names the setting.</summary>
    public static Result<ServerSettings> Read(IConfiguration configuration)
    {
        var errors = new List<Error>();
        var url = configuration["urls"] ?? "http://localhost:5080";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != "http")
            errors.Add(new("bad_setting", $"--urls {url} is not an http address.") { Hint = "For example: --urls http://localhost:5080" });
        else if (!IsLoopback(address))
            errors.Add(new("bad_setting", $"--urls {url} is not on this machine alone.") { Hint = "Until there are accounts the server listens on loopback only: use localhost, 127.0.0.1 or [::1]." });
        var data = configuration["data"] ?? configuration["TANDEM_DATA"];
        var postgres = Text(configuration, "postgres") ?? Text(configuration, "TANDEM_POSTGRES");
        if (string.IsNullOrWhiteSpace(data) && postgres is null) errors.Add(new("bad_setting", "--data is missing.") { Hint = "Name the workspace's folder: --data ./my-workspace" });
        if (!string.IsNullOrWhiteSpace(data) && postgres is not null) errors.Add(new("bad_setting", "The workspace is in a folder or in a database, not in both.") { Hint = "Leave out --data, or --postgres and TANDEM_POSTGRES." });
        if (Text(configuration, "clock-start") is not null && postgres is not null) errors.Add(new("bad_setting", "A demo's clock is of one process, and a database may have several.") { Hint = "Leave out --clock-start, or keep the demo in a folder." });
        if (Text(configuration, "TANDEM_WRITE_KEY") is { } writeKey && !WriteKeys.IsAcceptable(writeKey))
            errors.Add(new("bad_setting", "TANDEM_WRITE_KEY is not a write key.") { Hint = "It has 8 to 128 letters, digits, dashes, underscores or dots." });
        var settings = new ServerSettings
        {
            DataFolder = data ?? "",
            Postgres = postgres,
            Url = url,
            WriteKey = Text(configuration, "TANDEM_WRITE_KEY"),
            AdminToken = Text(configuration, "TANDEM_ADMIN_TOKEN"),
            MetricsToken = Text(configuration, "TANDEM_METRICS_TOKEN"),
            Log = Format(configuration, errors),
            ClockStart = Time(configuration, "clock-start", errors),
            ClockUntil = Time(configuration, "clock-until", errors),
        };
        settings = settings with
        {
            CacheMiB = Number(configuration, "cache-mb", "TANDEM_CACHE_MB", settings.CacheMiB, 16, 1 << 20, errors),
            FoldThreads = Number(configuration, "fold-threads", "TANDEM_FOLD_THREADS", FoldThreadsOf(postgres is not null), 1, 64, errors),
            SnapshotEvery = Length(configuration, "snapshot-every", settings.SnapshotEvery, errors),
            SnapshotsKept = Number(configuration, "snapshots-kept", "TANDEM_SNAPSHOTS_KEPT", settings.SnapshotsKept, 0, 1_000, errors),
            DiskReserveMiB = Text(configuration, "disk-reserve-mb") is null && Text(configuration, "TANDEM_DISK_RESERVE_MB") is null
                ? null : Number(configuration, "disk-reserve-mb", "TANDEM_DISK_RESERVE_MB", 0, 0, 1 << 20, errors),
            MaxWaiting = Number(configuration, "max-waiting", "TANDEM_MAX_WAITING", settings.MaxWaiting, 1_000, 10_000_000, errors),
            JournalDays = Number(configuration, "journal-days", "TANDEM_JOURNAL_DAYS", settings.JournalDays, 0, 36_500, errors),
        };
        return errors.Count == 0 ? settings : Result.Fail<ServerSettings>([.. errors]);
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static int FoldThreadsOf(bool database) => database ? Math.Clamp(Environment.ProcessorCount, 4, 64) : Math.Clamp(Environment.ProcessorCount / 2, 2, 64);

    private static string? Text(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } value ? value : null;

    private static LogFormat Format(IConfiguration configuration, List<Error> errors)
    {
        var (setting, given) = Text(configuration, "log") is { } option ? ("--log", option) : ("TANDEM_LOG", Text(configuration, "TANDEM_LOG"));
        if (given is null or "text") return LogFormat.Text;
        if (given != "json") errors.Add(new("bad_setting", $"{setting} {given} is not text or json."));
        return LogFormat.Json;
    }

    private static Instant? Time(IConfiguration configuration, string name, List<Error> errors)
    {
        if (Text(configuration, name) is not { } text) return null;
        if (Instant.TryParse(text, out var time)) return time;
        errors.Add(new("bad_setting", $"--{name} {text} is not a time.") { Hint = $"For example: --{name} 1997-01-01T00:00:00Z" });
        return null;
    }

    private static Duration Length(IConfiguration configuration, string name, Duration otherwise, List<Error> errors)
    {
        if (Text(configuration, name) is not { } text) return otherwise;
        if (text == "0") return default;
        if (Duration.TryParse(text, out var length) && length >= Duration.FromMinutes(1) && length <= Duration.FromDays(36_500)) return length;
        errors.Add(new("bad_setting", $"--{name} {text} is not a length of time from 1m to 36500d.") { Hint = $"For example: --{name} 24h" });
        return otherwise;
    }

    private static int Number(IConfiguration configuration, string name, string variable, int otherwise, int least, int most, List<Error> errors)
    {
        var (setting, given) = Text(configuration, name) is { } option ? ($"--{name}", option) : (variable, Text(configuration, variable));
        if (given is not { } text) return otherwise;
        if (int.TryParse(text, out var number) && number >= least && number <= most) return number;
        errors.Add(new("bad_setting", $"{setting} {text} is not a whole number from {least} to {most}."));
        return otherwise;
    }
}
