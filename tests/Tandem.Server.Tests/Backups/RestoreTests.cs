using Tandem.Server.Tests.Hosting;
using Tandem.Server.Tests.Recorded;
using Tandem.Storage.Backups;
using Tandem.Testing;

namespace Tandem.Server.Tests.Backups;

/// <summary>A restore is whole or it is none, whatever happens to it.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly Folder folder = new(), restored = new(), other = new();
    private readonly byte[] backup;

    public RestoreTests()
    {
        new RecordedFolder("004/killed").Unpack(folder.Path);
        backup = Workspaces.BackUp(folder.Path);
    }

    public void Dispose()
    {
        folder.Dispose();
        restored.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task One_that_is_killed_leaves_a_folder_that_no_server_takes_and_that_can_be_restored_again()
    {
        using (var killed = Offline.Start("restore", "-", "--data", restored.Path))
        {
            await killed.Feed(backup.AsMemory(0, backup.Length - 20_000));
            Assert.StartsWith("Restoring", await killed.Line(), StringComparison.Ordinal);
            killed.Kill();
        }
        var (code, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "--data", restored.Path);
        Assert.Equal(2, code);
        Assert.Contains("not finished", output, StringComparison.Ordinal);
        Assert.Equal(0, (await ServerProcess.RunToEnd(Folder.ServerDll, "restore", Written(), "--data", restored.Path)).ExitCode);
        Assert.Equal(Workspaces.Parts(backup), Workspaces.Parts(Workspaces.BackUp(restored.Path)));
    }

    [Fact]
    public async Task One_that_is_killed_leaves_nothing_in_a_database()
    {
        var database = PostgresServer.Shared.NewDatabase();
        using (var killed = Offline.Start("restore", "-", "--postgres", database))
        {
            await killed.Feed(backup.AsMemory(0, backup.Length - 20_000));
            Assert.StartsWith("Restoring", await killed.Line(), StringComparison.Ordinal);
            killed.Kill();
        }
        Assert.Equal(0, (await ServerProcess.RunToEnd(Folder.ServerDll, "restore", Written(), "--postgres", database)).ExitCode);
        Assert.Equal(Workspaces.Parts(backup), Workspaces.Parts(await Workspaces.BackUpDatabase(database)));
        var (code, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "restore", Written(), "--postgres", database);
        Assert.Equal(1, code);
        Assert.Contains("has a workspace already", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_left_as_it_is()
    {
        var before = Workspaces.Parts(backup);
        var (code, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "restore", Written(), "--data", folder.Path);
        Assert.Equal(1, code);
        Assert.Contains("is not empty", output, StringComparison.Ordinal);
        Assert.Equal(before, Workspaces.Parts(Workspaces.BackUp(folder.Path)));
    }

    [Fact]
    public async Task A_damaged_or_short_file_is_refused_with_its_place_and_leaves_no_workspace()
    {
        var path = Written();
        var damaged = (byte[])backup.Clone();
        damaged[backup.Length / 2] ^= 4;
        File.WriteAllBytes(path, damaged);
        var (code, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "restore", path, "--data", restored.Path);
        Assert.Equal(1, code);
        Assert.Matches("damaged at byte [0-9]+", output);
        Assert.Equal(2, (await ServerProcess.RunToEnd(Folder.ServerDll, "--data", restored.Path)).ExitCode);

        File.WriteAllBytes(path, backup[..(backup.Length / 2)]);
        (code, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "restore", path, "--data", restored.Path);
        Assert.Equal(1, code);
        Assert.Contains($"ends at byte {backup.Length / 2}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_is_off_afterwards_where_that_was_wanted()
    {
        var database = PostgresServer.Shared.NewDatabase();
        Workspaces.Restore(backup, new FolderTarget(restored.Path), sendingOff: true);
        Workspaces.Restore(backup, new DatabaseTarget(database), sendingOff: true);
        string[] mail = ["--TANDEM_SMTP_URL", "smtp://127.0.0.1:9", "--TANDEM_MAIL_FROM", "Shop <shop@example.com>"];
        using (var first = await ServerProcess.Start(Folder.ServerDll, folder.Path, mail)) Assert.True((bool)(await first.Get("/api/v1/workspace"))["sendingOutside"]!);
        using (var second = await ServerProcess.Start(Folder.ServerDll, restored.Path, mail)) Assert.False((bool)(await second.Get("/api/v1/workspace"))["sendingOutside"]!);
        using var third = await ServerProcess.Join(Folder.ServerDll, database, mail);
        Assert.False((bool)(await third.Get("/api/v1/workspace"))["sendingOutside"]!);
    }

    private string Written()
    {
        var path = Path.Combine(other.Path, "one.backup");
        File.WriteAllBytes(path, backup);
        return path;
    }
}
