using System.Collections;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Operations;
using Tandem.Server.Security;
using Tandem.Server.Sources;
using Tandem.Storage.Postgres;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Hosting;

/// <summary>What the server says when it starts, or cannot.</summary>
internal static class Startup
{
    /// <summary>
    /// What Tandem is told: the command line, and of the environment only what bears its name. A DATA or a LOG there is meant
    /// for other programs.
    /// </summary>
    public static IConfiguration Told(string[] arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Where(variable => ((string)variable.Key).StartsWith("TANDEM_", StringComparison.Ordinal));
        return new ConfigurationBuilder()
            .AddInMemoryCollection(environment.Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value)))
            .AddCommandLine(arguments)
            .Build();
    }

    public static EmbeddedOptions StoreOptions(ServerSettings settings) => new() { MaxWaiting = settings.MaxWaiting, MaxInMemory = Math.Max(400_000, 2 * settings.MaxWaiting) };

    private const string FullDisk = "disk_full", DatabaseAway = "database_away";

    /// <summary>With less it is the disk that keeps a workspace from being opened.</summary>
    private const long RoomToStart = 1 << 20;

    /// <summary>Opens the workspace's folder.</summary>
    public static Result<WorkspaceStore> Open(ServerSettings settings, EngineClock clock, StoreReports reports)
    {
        if (settings.Postgres is not null) return OpenCluster(settings, clock);
        try
        {
            var reserve = OperationsSetup.Reserve(settings);
            var spare = new SpareRoom(settings.DataFolder, reserve);
            spare.GiveUpWhereNeeded();
            var workspace = WorkspaceStore.Of(EmbeddedStore.Open(settings.DataFolder, clock, StoreOptions(settings) with
            {
                JournalRetention = settings.JournalRetention,
                SnapshotEvery = settings.SnapshotEvery.ToTimeSpan(),
                SnapshotsKept = settings.SnapshotsKept,
                ReserveBytes = reserve,
                Report = reports.Damaged,
                Wrote = reports.Wrote,
            }), StoreOptions(settings), settings.DataFolder);
            spare.TakeBack();
            return workspace;
        }
        catch (FolderLockedException locked)
        {
            return new Error("folder_locked", locked.Message);
        }
        catch (IOException full) when (Room(settings.DataFolder) is { } free and < RoomToStart)
        {
            return new Error(FullDisk, $"The disk of {settings.DataFolder} is full ({free >> 10} KiB are free), and the workspace in it cannot be opened: {full.Message}")
            {
                Hint = "Delete something that is not Tandem's, or enlarge the disk, and start again: a start needs 8 MiB. Delete nothing in the folder itself.",
            };
        }
        catch (Exception unusable) when (unusable is InvalidDataException or UnauthorizedAccessException or IOException)
        {
            return new Error("folder_unusable", $"The workspace in {settings.DataFolder} cannot be opened: {unusable.Message}");
        }
    }

    private static Result<WorkspaceStore> OpenCluster(ServerSettings settings, EngineClock clock)
    {
        var options = new PostgresOptions { NodeName = settings.Url, MaxWaiting = settings.MaxWaiting };
        try
        {
            var store = PostgresStore.Open(settings.Postgres!, clock, options, clock.Database);
            return WorkspaceStore.Of(store, options, $"the database {store.Name}");
        }
        catch (ArgumentException wrong)
        {
            return new Error("bad_setting", $"--postgres is no way to a database: {wrong.Message}") { Hint = "For example: --postgres \"Host=127.0.0.1;Username=tandem;Database=tandem\"" };
        }
        catch (InvalidDataException unusable)
        {
            return new Error("database_unusable", unusable.Message);
        }
        catch (StorageUnavailableException away)
        {
            return new Error(DatabaseAway, away.Message) { Hint = "See that PostgreSQL runs there, that the database is made (createdb), and that its user may make tables in it." };
        }
    }

    /// <summary>Says why the server does not start; the process ends with 2, or with 1 where a later start may do.</summary>
    public static int Refuse(ImmutableArray<Error> errors)
    {
        foreach (var error in errors) Console.Error.WriteLine($"tandem: {error}");
        return errors is [{ Code: FullDisk or DatabaseAway }] ? 1 : 2;
    }

    /// <summary>Bytes that are free on the disk of a folder; null where nobody knows.</summary>
    private static long? Room(string folder)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Runs until it is told to stop; answers the process's exit code.</summary>
    public static async Task<int> Serve(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await app.StopAsync();
            return Refuse([new("address_in_use", exception.Message) { Hint = "Stop what listens there, or choose another address with --urls." }]);
        }
        app.Announce();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Tandem");
        log.Started(BuildInfo.Version, app.Urls.First(), app.Services.GetRequiredService<WorkspaceStore>().Name);
        log.Ready(app.Services.GetRequiredService<IEngine>().Replay?.Entries ?? 0);
        await app.WaitForShutdownAsync();
        log.Stopped(Environment.ExitCode);
        return Environment.ExitCode;
    }

    /// <summary>Says where the server is and how to get in. Secrets are printed only when they were made up just now.</summary>
    private static void Announce(this WebApplication app)
    {
        var access = app.Services.GetRequiredService<Access>();
        var sources = app.Services.GetRequiredService<SourceRegistry>();
        var url = app.Urls.First().Replace("127.0.0.1", "localhost");
        Console.WriteLine($"Tandem is ready at {url}, with the workspace in {app.Services.GetRequiredService<WorkspaceStore>().Name}");
        Console.WriteLine($"Open the console (this link works once): {url}/login?code={access.NewLink()}");
        if (access.MadeUp) Console.WriteLine($"API token, valid until the server stops: {access.Token}");
        if (sources.MadeUpFirstKey) Console.WriteLine($"Write key of the source {SourceRegistry.First}: {sources.Find(SourceRegistry.First)!.Source.WriteKey}");
    }
}
