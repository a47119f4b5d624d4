using System.Diagnostics;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

public sealed class FolderLockTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_second_store_in_the_same_folder_is_told_who_has_it()
    {
        await using var first = Open();
        var refused = Assert.Throws<FolderLockedException>(Open);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message);
        Assert.Contains(folder.Path, refused.Message);
    }

    [Fact]
    public async Task A_folder_is_free_again_when_its_store_is_closed()
    {
        await Open().DisposeAsync();
        await Open().DisposeAsync();
    }

    [Fact]
    public async Task Another_process_holds_the_folder_until_it_is_killed()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tandem.Storage.Crash.dll"), folder.Path, "x"])
        {
            RedirectStandardOutput = true,
        })!;
        Assert.NotNull(await process.StandardOutput.ReadLineAsync());
        var drained = process.StandardOutput.ReadToEndAsync();
        Assert.Contains($"process {process.Id}", Assert.Throws<FolderLockedException>(Open).Message);
        process.Kill();
        await process.WaitForExitAsync();
        await drained;
        await Open().DisposeAsync();
    }

    private EmbeddedStore Open() => EmbeddedStore.Open(folder.Path, TimeProvider.System, new());
}
