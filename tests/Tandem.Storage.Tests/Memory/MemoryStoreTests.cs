using Tandem.Storage.Memory;

namespace Tandem.Storage.Tests.Memory;

public sealed class MemoryStoreTests : OneNodeSuite
{
    private readonly MemoryDisk disk = new();
    private MemoryStore? store;

    protected override Task<Node> Open()
    {
        store = new(disk, Clock, 4) { MaxWaiting = 1_000 };
        return Task.FromResult(new Node(store, store, store, store, store));
    }

    protected override Task Close() => Abandon();

    protected override Task Abandon()
    {
        store!.Crash();
        return Task.CompletedTask;
    }

    protected override void SetFull(bool full) => disk.IsFull = full;
}
