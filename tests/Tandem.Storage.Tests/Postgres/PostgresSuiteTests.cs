using Tandem.Storage.Postgres;
using Tandem.Testing;

namespace Tandem.Storage.Tests.Postgres;

/// <summary>What every store promises, kept by PostgreSQL.</summary>
public class PostgresSuiteTests : ShardStoreSuite
{
    private readonly string database = PostgresServer.Shared.NewDatabase();
    private readonly List<PostgresStore> abandoned = [];

    private protected PostgresStore Store { get; private set; } = null!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var left in abandoned) await left.DisposeAsync();
    }

    protected override Task<Node> Open()
    {
        Store = OpenStore();
        return Task.FromResult(new Node(Store.Inbox, Store.Journal, Store.Shards, Store.Outbox, Store.States));
    }

    private protected PostgresStore OpenStore() => PostgresStore.Open(database, Clock, new() { ShardCount = 4 });

    protected override async Task Close() => await Store.DisposeAsync();

    /// <summary>It keeps what it has, connections and all, and is not heard of any more.</summary>
    protected override Task Abandon()
    {
        abandoned.Add(Store);
        return Task.CompletedTask;
    }
}
