using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>A store with small parts, whose upkeep a test drives.</summary>
internal sealed class SealedJournal(TempFolder folder) : IAsyncDisposable
{
    public const int Shards = 4;

    private EmbeddedStore? store;

    public SettableClock Clock { get; } = new();

    public EmbeddedOptions Options { get; set; } = new() { ShardCount = Shards, PartBytes = 4_000, ChunkBytes = 700, UpkeepInBackground = false };

    public EmbeddedStore Store => store ??= EmbeddedStore.Open(folder.Path, Clock, Options);

    public string[] Files => [.. Directory.GetFiles(Path.Combine(folder.Path, "journal")).Order(StringComparer.Ordinal)];

    /// <summary>Accepts interactions with the numbers that follow, a few at a time, with ticks between them.</summary>
    public async Task Write(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var number = (int)Store.Journal.Last.Value + 1;
            await Store.Inbox.Accept([ShardStoreSuite.Did(new(number % Shards), $"name {number % 7}", number), new(new(i % Shards), EntryKind.Tick, new byte[] { 1 })]);
            Clock.Now += TimeSpan.FromSeconds(1);
        }
    }

    /// <summary>Folds everything: each shard makes a checkpoint that counts its entries.</summary>
    public void Fold()
    {
        for (var shard = 0; shard < Shards; shard++)
        {
            using var turn = Store.Shards.TryOpen(new(shard))!;
            var entries = new List<Entry>();
            while (turn.Take(entries, 100) > 0)
            {
            }
            if (entries.Count == 0) continue;
            var before = turn.Restore().Head is { IsEmpty: false } head ? BitConverter.ToInt64(head.Span) : 0;
            var count = BitConverter.GetBytes(before + entries.Count);
            turn.Commit(new(entries[^1].Position, count) { States = [new(EntityId.Make(new(shard), EntityKind.Customer, 1), "{}"u8.ToArray(), count)], Dispositions = new(entries[^1].Position, entries[0].Position, entries[^1].Position, new byte[] { 1 }) });
        }
    }

    /// <summary>Does all upkeep that there is to do now, as far as the rows that leave.</summary>
    public async Task Upkeep()
    {
        while (Store.Upkeep.Step() || Store.Trim.IsDue) await Task.Delay(1);
    }

    public async Task Reopen()
    {
        await DisposeAsync();
        _ = Store;
    }

    /// <summary>Everything that can be read, as text, each way of reading by itself.</summary>
    public string[] Look()
    {
        var journal = Store.Journal;
        var read = journal.Read(default).Select(Show).ToList();
        var names = Enumerable.Range(0, 7).Select(i => $"name {i}").ToHashSet();
        var past = journal.Parts().SelectMany(part => journal.ReadInteractions(part, names)).Select(one => $"{one.Position} {one.Shard} {one.At} {one.Name} {one.Timestamp} {Xxh64.Hash(one.Payload.Span)}");
        var found = journal.Find([.. Enumerable.Range(0, (int)journal.Last.Value + 2).Where(i => i % 3 == 0).Select(i => new Position(i))]).Select(Show);
        return [string.Join('\n', read), string.Join('\n', past), string.Join('\n', found), $"{journal.First} {journal.Last}"];

        static string Show(Entry entry) => $"{entry.Position} {entry.Shard} {entry.At} {entry.Kind} {Xxh64.Hash(entry.Payload.Span)}";
    }

    public async ValueTask DisposeAsync()
    {
        if (store is not null) await store.DisposeAsync();
        store = null;
    }
}
