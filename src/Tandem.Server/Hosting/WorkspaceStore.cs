using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Governance.Documents;
using Tandem.Storage.Figures;
using Tandem.Storage.Postgres;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Hosting;

/// <summary>What a workspace is kept in, as the server needs it: one folder of this machine, or a database that several processes share.</summary>
public sealed class WorkspaceStore : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> open = new();

    private WorkspaceStore(string name) => Name = name;

    /// <summary>For people: a folder or a database.</summary>
    public string Name { get; }

    public required IInbox Inbox { get; init; }

    public required IJournal Journal { get; init; }

    public required IShardStore Shards { get; init; }

    public required IOutbox Outbox { get; init; }

    public required IStateReader States { get; init; }

    public required IDocuments Documents { get; init; }

    public required IMessageStore Messages { get; init; }

    public required ISuppressionStore Suppressions { get; init; }

    public required IStoreFigures Figures { get; init; }

    /// <summary>When so many entries wait, nothing more is accepted for a while.</summary>
    public required int MaxWaiting { get; init; }

    /// <summary>Null where the workspace is in a database.</summary>
    public EmbeddedStore? Embedded { get; private init; }

    /// <summary>Null where the workspace is in a folder.</summary>
    public PostgresStore? Cluster { get; private init; }

    /// <summary>The file of messages; null where the workspace is in a database.</summary>
    public DeliveryFile? Delivery { get; private init; }

    public static WorkspaceStore Of(EmbeddedStore store, EmbeddedOptions options, string folder)
    {
        var delivery = DeliveryFile.Open(folder);
        var workspace = new WorkspaceStore(Path.GetFullPath(folder))
        {
            Inbox = store.Inbox,
            Journal = store.Journal,
            Shards = store.Shards,
            Outbox = store.Outbox,
            States = store.States,
            Documents = store.Documents,
            Figures = store.Figures,
            Messages = new SqliteMessageStore(delivery),
            Suppressions = new SqliteSuppressionStore(delivery),
            MaxWaiting = options.MaxWaiting,
            Embedded = store,
            Delivery = delivery,
        };
        workspace.open.Push(store);
        workspace.open.Push(new Closing(delivery));
        return workspace;
    }

    public static WorkspaceStore Of(PostgresStore store, PostgresOptions options, string name)
    {
        var workspace = new WorkspaceStore(name)
        {
            Inbox = store.Inbox,
            Journal = store.Journal,
            Shards = store.Shards,
            Outbox = store.Outbox,
            States = store.States,
            Documents = store.Documents,
            Figures = store.Figures,
            Messages = store.Messages,
            Suppressions = store.Suppressions,
            MaxWaiting = options.MaxWaiting,
            Cluster = store,
        };
        workspace.open.Push(store);
        return workspace;
    }

    public async ValueTask DisposeAsync()
    {
        while (open.TryPop(out var part)) await part.DisposeAsync();
    }

    private sealed class Closing(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
