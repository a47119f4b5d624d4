using System.Globalization;
using System.Text;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Operations;
using Tandem.Storage.Backups;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Backups;

/// <summary>
/// What is done with a workspace while no server has it: <c>restore</c> puts a backup into an empty place, <c>migrate</c> moves a
/// data folder into a database. Exit codes: 0 done, 1 it failed, 2 called wrongly.
/// </summary>
internal static class OfflineCommands
{
    public static bool Are(string[] args) => args is ["restore" or "migrate", ..];

    public static async Task<int> Run(string[] args)
    {
        if (OfflineArguments.Parse(args) is not { } given)
        {
            Console.Error.WriteLine(OfflineArguments.Usage);
            return 2;
        }
        using var cancel = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            cancel.Cancel();
        };
        try
        {
            if (given.Command == "migrate") await Migrate(given, cancel.Token);
            else Restore(given, cancel.Token);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return Failed("Interrupted. Nothing of it counts.");
        }
        catch (ArgumentException wrong) when (given.Postgres is not null)
        {
            return Failed($"--postgres is no way to a database: {wrong.Message}");
        }
        catch (Exception failed) when (failed is BackupRefusedException or FolderLockedException or IOException or InvalidDataException or UnauthorizedAccessException or StorageUnavailableException or Npgsql.NpgsqlException)
        {
            return Failed(failed.Message);
        }
    }

    private static void Restore(OfflineArguments given, CancellationToken cancel)
    {
        using var file = given.File == "-" ? Console.OpenStandardInput() : new FileStream(given.File!, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        using var reader = new BackupReader(file);
        using var target = Target(given);
        Console.Error.WriteLine($"Restoring the backup {reader.Header.Id} of {reader.Header.At}, made by Tandem {reader.Header.Version}, up to position {reader.Header.Last}.");
        using var progress = new OfflineProgress("read", given.File == "-" ? null : file.Length);
        var parts = Restoring.Restore(reader, target, given.SendingOff, progress.Show, cancel);
        progress.Dispose();
        Tell(parts);
        Console.WriteLine($"Restored into {Place(given)} and compared with the backup: everything is there.");
        if (given.SendingOff) Console.WriteLine("Sending is off: what waits goes to the mailbox, until somebody switches it on.");
    }

    private static async Task Migrate(OfflineArguments given, CancellationToken cancel)
    {
        await using var source = FolderSource.Open(given.Data!, "migrate", Instant.From(DateTimeOffset.UtcNow), BuildInfo.Version);
        using var target = Target(given with { Data = null });
        Console.Error.WriteLine($"Moving the workspace in {Path.GetFullPath(given.Data!)} into the database, up to position {source.Header.Last}.");
        using var progress = new OfflineProgress("moved", null);
        var parts = await Restoring.Move(source, target, progress.Show, cancel);
        progress.Dispose();
        Tell(parts);
        Console.WriteLine("Moved into the database and compared with the folder, by counts and hashes: everything is there. The folder is as it was; start no server on it any more.");
    }

    private static IBackupTarget Target(OfflineArguments given) => given.Data is { } folder ? new FolderTarget(folder) : new DatabaseTarget(given.Postgres!);

    private static string Place(OfflineArguments given) => given.Data is { } folder ? Path.GetFullPath(folder) : "the database";

    private static void Tell(IReadOnlyList<PartTally> parts)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"part",-14}{"records",12}{"bytes",16}  hash");
        foreach (var part in parts.Where(part => part.Records > 0))
            text.AppendLine(CultureInfo.InvariantCulture, $"{part.Part.ToString().ToLowerInvariant(),-14}{part.Records,12:N0}{part.Bytes,16:N0}  {part.HashText}");
        Console.Write(text);
    }

    private static int Failed(string why)
    {
        Console.Error.WriteLine($"tandem: {why}");
        return 1;
    }
}
