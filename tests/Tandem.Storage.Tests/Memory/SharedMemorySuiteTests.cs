using Tandem.Storage.Memory.Shared;

namespace Tandem.Storage.Tests.Memory;

/// <summary>What every store promises, kept by the one that the simulator shares among several processes.</summary>
public sealed class SharedMemorySuiteTests : ShardStoreSuite
{
    private readonly MemoryDatabase database;
    private SharedMemoryStore? store;

    public SharedMemorySuiteTests() => database = new(Clock, 4);

    protected override Task<Node> Open()
    {
        store = new(database, Clock, Guid.NewGuid());
        return Task.FromResult(new Node(new SharedMemoryInbox(store), new SharedMemoryJournal(store), store, store, store));
    }

    protected override Task Close()
    {
        store!.Close();
        return Task.CompletedTask;
    }

    /// <summary>It is not heard of any more.</summary>
    protected override Task Abandon()
    {
        store!.Crash();
        return Task.CompletedTask;
    }
}
