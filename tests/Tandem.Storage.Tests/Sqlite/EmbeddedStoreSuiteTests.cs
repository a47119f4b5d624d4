using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

public class EmbeddedStoreSuiteTests : OneNodeSuite
{
    private readonly List<TempFolder> folders = [new()];
    private readonly List<EmbeddedStore> abandoned = [];
    private EmbeddedStore? store;

    // Nothing is merged by itself: files that are copied must not be written at that moment.
    private protected virtual EmbeddedOptions Options => new() { ShardCount = 4, MaxWaiting = 1_000, MaxInMemory = 1_000, MergeIdle = TimeSpan.FromHours(1) };

    private protected EmbeddedStore Store => store!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var left in abandoned) await left.DisposeAsync();
        foreach (var folder in folders) folder.Dispose();
    }

    protected override Task<Node> Open()
    {
        store = EmbeddedStore.Open(folders[^1].Path, Clock, Options);
        return Task.FromResult(new Node(store.Inbox, store.Journal, store.Shards, store.Outbox, store.States));
    }

    protected override async Task Close() => await store!.DisposeAsync();

    /// <summary>Goes on with a copy of the files as they lie there now.</summary>
    protected override Task Abandon()
    {
        abandoned.Add(store!);
        folders.Add(folders[^1].Copy());
        return Task.CompletedTask;
    }

    // Room for what is there already and a little more: the journal's 16 KiB and the states' 8 KiB pages.
    protected override void SetFull(bool full) => store!.BoundFiles(full ? 400_000 : 0, full ? 400_000 : 0);
}
