using Tandem.Governance.Documents;
using Tandem.Server.Tests.Backups;
using Tandem.Server.Tests.Hosting;
using Tandem.Storage.Backups;
using Tandem.Storage.Sqlite;
using Tandem.Testing;

namespace Tandem.Server.Tests.Views;

/// <summary>Views in a data folder.</summary>
public sealed class EmbeddedViewTests : ViewSuite
{
    private readonly Folder folder = new(), other = new();

    public override async Task InitializeAsync() => Server = await ServerProcess.Start(Folder.ServerDll, folder.Path);

    public override Task DisposeAsync()
    {
        Server.Dispose();
        folder.Dispose();
        other.Dispose();
        return Task.CompletedTask;
    }

    protected override async Task Restart()
    {
        Server.Kill();
        Server.Dispose();
        await InitializeAsync();
    }

    protected override Task<ServerProcess> Restored()
    {
        Workspaces.Restore(Workspaces.BackUp(folder.Path), new FolderTarget(other.Path));
        return ServerProcess.Start(Folder.ServerDll, other.Path);
    }

    protected override async Task<T> WithDocuments<T>(Func<IDocuments, T> read)
    {
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System, new());
        return read(store.Documents);
    }
}
