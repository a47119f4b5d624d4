using Microsoft.Extensions.Logging.Console;
using Tandem.Governance.Definitions;
using Tandem.Server.Hosting;
using Tandem.Server.Operations.Metrics;

namespace Tandem.Server.Operations;

/// <summary>What operators need: logs, metrics, and a server that stands a full disk and too much at once.</summary>
public static class OperationsSetup
{
    /// <summary>So much of a disk is kept where no setting says otherwise, and a twentieth of it where that is less.</summary>
    private const long UsualReserve = 256 << 20;

    /// <summary>How many bytes of the disk are kept for what was accepted before.</summary>
    public static long Reserve(ServerSettings settings)
    {
        // The database's disk is elsewhere.
        if (settings.Postgres is not null) return 0;
        if (settings.DiskReserveMiB is { } wanted) return (long)wanted << 20;
        Directory.CreateDirectory(settings.DataFolder);
        return Math.Min(UsualReserve, new DriveInfo(Path.GetFullPath(settings.DataFolder)).TotalSize / 20);
    }

    public static ILoggingBuilder AddLogs(this ILoggingBuilder logging, ServerSettings settings)
    {
        if (settings.Log == LogFormat.Json) logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>().AddConsole(console => console.FormatterName = JsonLines.FormatterName);
        return logging;
    }

    /// <summary>What watches over the disk and the load. Everything that writes tells it.</summary>
    /// <param name="reserve">Bytes of the disk that are kept for what was accepted before; 0 for none.</param>
    public static IServiceCollection AddStorageHealth(this IServiceCollection services, long reserve) => services
        .AddSingleton(provider => new StorageHealth(reserve, TimeProvider.System, provider.GetRequiredService<ILogger<StorageHealth>>()))
        .AddSingleton(provider => new Overload(TimeProvider.System, provider.GetRequiredService<ILogger<Overload>>()));

    public static IServiceCollection AddOperations(this IServiceCollection services, ServerSettings settings, StoreReports reports) => services
        .AddStorageHealth(Reserve(settings))
        .AddSingleton(reports)
        .AddSingleton(provider => settings.Postgres is null
            ? new DiskWatch(settings.DataFolder, provider.GetRequiredService<StorageHealth>(), new(settings.DataFolder, Reserve(settings)))
            : new DiskWatch(Path.GetTempPath(), provider.GetRequiredService<StorageHealth>()))
        .AddHostedService(provider => provider.GetRequiredService<DiskWatch>())
        .AddHostedService(provider => provider.GetRequiredService<Overload>())
        .AddSingleton<IMetricSource, HealthMetrics>()
        .AddSingleton<IMetricSource, EngineMetrics>()
        .AddSingleton<IMetricSource, StoreMetrics>()
        .AddSingleton<IMetricSource, DeliveryMetrics>()
        .AddSingleton<IMetricSource, ProcessMetrics>();

    /// <summary>From here on what happens is logged.</summary>
    public static void LogEvents(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Tandem");
        app.Services.GetRequiredService<StoreReports>().Attach(app.Services.GetRequiredService<StorageHealth>(), log);
        app.Services.GetRequiredService<DefinitionGate>().Published += published => log.RulesetPublished(published.Number);
        app.Lifetime.ApplicationStopping.Register(log.Stopping);
    }
}
