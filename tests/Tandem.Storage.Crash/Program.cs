using System.Globalization;
using System.Text;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Sqlite;

// A process that is there to be killed. It accepts entries named after its run and a number, from several callers at
// once, folds them into one state a shard that counts them and fifty that now and then do, seals them into small parts, and prints each name once it
// has been acknowledged.
// Usage: Tandem.Storage.Crash FOLDER RUN
var (folder, run) = (args[0], args[1]);
const int Shards = 4, Callers = 8;
await using var store = EmbeddedStore.Open(folder, TimeProvider.System, new() { ShardCount = Shards, PartBytes = 2_000, MergeBytes = 1_000, MaxMergeBytes = 1_000, MergeRows = 5 });
var output = TextWriter.Synchronized(Console.Out);

var fold = new Thread(Fold) { IsBackground = true };
fold.Start();
await Task.WhenAll(Enumerable.Range(0, Callers).Select(AcceptForEver));

async Task AcceptForEver(int caller)
{
    for (var number = 0; ; number++)
    {
        var names = Enumerable.Range(0, 3).Select(i => string.Create(CultureInfo.InvariantCulture, $"{run}-{caller}-{number}-{i}")).ToList();
        await store.Inbox.Accept([.. names.Select((name, i) => new Arrival(new((caller + i) % Shards), EntryKind.Interaction, Encoding.UTF8.GetBytes(name)))]);
        foreach (var name in names) output.WriteLine(name);
    }
}

void Fold()
{
    var turns = Enumerable.Range(0, Shards).Select(shard => store.Shards.TryOpen(new(shard))!).ToList();
    var counts = turns.Select(turn => turn.Restore().Head is { IsEmpty: false } head ? BitConverter.ToInt64(head.Span) : 0L).ToList();
    var entries = new List<Entry>();
    while (true)
    {
        for (var shard = 0; shard < Shards; shard++)
        {
            entries.Clear();
            if (turns[shard].Take(entries, 1_000) == 0) continue;
            counts[shard] += entries.Count;
            var count = BitConverter.GetBytes(counts[shard]);
            var (all, one) = (EntityId.Make(new(shard), EntityKind.Customer, 1), EntityId.Make(new(shard), EntityKind.Customer, (ulong)(2 + counts[shard] % 50)));
            turns[shard].Commit(new(entries[^1].Position, count) { States = [new(all, "{}"u8.ToArray(), count), new(one, "{}"u8.ToArray(), count)] });
        }
    }
}
