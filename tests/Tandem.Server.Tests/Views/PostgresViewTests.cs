using Tandem.Governance.Documents;
using Tandem.Server.Tests.Backups;
using Tandem.Server.Tests.Hosting;
using Tandem.Storage.Backups;
using Tandem.Storage.Postgres;
using Tandem.Testing;

namespace Tandem.Server.Tests.Views;

/// <summary>Views in a database.</summary>
public sealed class PostgresViewTests : ViewSuite
{
    private readonly string database = PostgresServer.Shared.NewDatabase();

    public override async Task InitializeAsync() => Server = await ServerProcess.Join(Folder.ServerDll, database);

    public override Task DisposeAsync()
    {
        Server.Dispose();
        return Task.CompletedTask;
    }

    protected override async Task Restart()
    {
        Server.Kill();
        Server.Dispose();
        await InitializeAsync();
    }

    protected override async Task<ServerProcess> Restored()
    {
        var other = PostgresServer.Shared.NewDatabase();
        Workspaces.Restore(await Workspaces.BackUpDatabase(database), new DatabaseTarget(other));
        return await ServerProcess.Join(Folder.ServerDll, other);
    }

    protected override async Task<T> WithDocuments<T>(Func<IDocuments, T> read)
    {
        await using var store = PostgresStore.Open(database, TimeProvider.System, new());
        return read(store.Documents);
    }
}
