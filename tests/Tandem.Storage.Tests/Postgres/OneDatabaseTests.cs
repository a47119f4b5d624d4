using Tandem.Primitives;
using Tandem.Storage.Clocks;
using Tandem.Storage.Postgres;
using Tandem.Testing;

namespace Tandem.Storage.Tests.Postgres;

/// <summary>Tests with several processes' stores on one database, which is new for each test.</summary>
public abstract class OneDatabaseTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<PostgresStore> stores = [];

    protected static ShardId One { get; } = new(1);

    /// <summary>Gives entries their time, but for those who go by the database's.</summary>
    protected SettableClock Clock { get; } = new();

    protected string Database { get; } = PostgresServer.Shared.NewDatabase();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in stores) await store.DisposeAsync();
    }

    protected PostgresStore Open(TimeSpan? turnTimeout = null) => Open(Clock, null, turnTimeout ?? Patience);

    /// <summary>Of a process that goes by the database's clock.</summary>
    protected PostgresStore OpenInStep(TimeProvider machine)
    {
        var time = new DatabaseClock(machine);
        return Open(time, time, Patience);
    }

    private PostgresStore Open(TimeProvider time, DatabaseClock? inStep, TimeSpan turnTimeout)
    {
        var store = PostgresStore.Open(Database, time, new() { ShardCount = 4, MaxWaiting = 1_000, TurnTimeout = turnTimeout }, inStep);
        stores.Add(store);
        return store;
    }
}
