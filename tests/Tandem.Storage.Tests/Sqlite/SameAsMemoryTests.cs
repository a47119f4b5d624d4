using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Memory;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>Any sequence of steps shows the same on SQLite as in memory, where the promises are easy to see.</summary>
public sealed class SameAsMemoryTests
{
    private const int Shards = 4;

    private enum Kind
    {
        Accept,
        Take,
        Commit,
        Send,
        Release,
        Restart,
    }

    private sealed record Step(Kind Kind, int Shard, int Size);

    [Fact]
    public void Any_steps_show_the_same_on_SQLite_as_in_memory()
    {
        var step = from kind in Gen.Frequency(
                       (6, Gen.Constant(Kind.Accept)), (6, Gen.Constant(Kind.Take)), (3, Gen.Constant(Kind.Commit)),
                       (2, Gen.Constant(Kind.Send)), (4, Gen.Constant(Kind.Release)), (1, Gen.Constant(Kind.Restart)))
                   from shard in Gen.Choose(0, Shards - 1)
                   from size in Gen.Choose(1, 60)
                   select new Step(kind, shard, size);
        Prop.ForAll(Arb.From(step.ListOf()), steps => Run([.. steps]).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithEndSize(60));
    }

    private static async Task Run(IReadOnlyList<Step> steps)
    {
        using var folder = new TempFolder();
        var (clock, disk) = (new SettableClock(), new MemoryDisk());
        var real = new Side(() => EmbeddedStore.Open(folder.Path, clock, new() { ShardCount = Shards, MaxWaiting = 50_000, MaxInMemory = 50_000, PartBytes = 3_000, ChunkBytes = 1_000, MergeBytes = 500, MaxMergeBytes = 500, MergeRows = 3, UpkeepInBackground = false }));
        var model = new Side(new MemoryStore(disk, clock, Shards));
        foreach (var step in steps)
        {
            clock.Now += TimeSpan.FromMilliseconds(step.Size - 20);
            if (step.Kind == Kind.Restart)
            {
                await real.Restart(null);
                await model.Restart(new MemoryStore(disk, clock, Shards));
            }
            else
            {
                Assert.Equal(await model.Do(step), await real.Do(step));
            }
            if (step.Size % 3 == 0) real.Upkeep();
            else if (step.Size % 3 == 1) real.UpkeepALittle();
            Assert.Equal(model.Look(), real.Look());
        }
        await real.Close();
    }

    /// <summary>One store with the turns that are open on it.</summary>
    private sealed class Side
    {
        private readonly Dictionary<int, (IShardTurn Turn, Position Taken)> turns = [];
        private readonly Func<EmbeddedStore>? open;
        private EmbeddedStore? embedded;
        private Node node;
        private int sent;

        public Side(Func<EmbeddedStore> open)
        {
            this.open = open;
            embedded = open();
            node = new(embedded.Inbox, embedded.Journal, embedded.Shards, embedded.Outbox, embedded.States);
        }

        public Side(MemoryStore store) => node = new(store, store, store, store, store);

        public async Task Restart(MemoryStore? memory)
        {
            await Close();
            if (memory is not null) node = new(memory, memory, memory, memory, memory);
            else if (open is not null)
            {
                embedded = open();
                node = new(embedded.Inbox, embedded.Journal, embedded.Shards, embedded.Outbox, embedded.States);
            }
        }

        public async Task Close()
        {
            foreach (var (turn, _) in turns.Values) turn.Dispose();
            turns.Clear();
            if (embedded is not null) await embedded.DisposeAsync();
        }

        public void Upkeep()
        {
            while (embedded!.Upkeep.Step())
            {
            }
        }

        public void UpkeepALittle() => embedded!.Upkeep.Step();

        /// <summary>Does a step and gives what it showed, as text.</summary>
        public async Task<string> Do(Step step)
        {
            if (step.Kind == Kind.Accept)
            {
                var arrivals = Enumerable.Range(0, step.Size).Select(i => Item((step.Shard + i * i) % Shards, step.Size * 50, i)).ToList();
                return (await node.Inbox.Accept(arrivals)).ToString();
            }
            if (!turns.TryGetValue(step.Shard, out var open)) open = turns[step.Shard] = (node.Shards.TryOpen(new(step.Shard))!, default);
            var (turn, taken) = open;
            switch (step.Kind)
            {
                case Kind.Take:
                    var entries = new List<Entry>();
                    // One call may give fewer than there are, but only nothing means that nothing waits.
                    while (entries.Count < step.Size && turn.Take(entries, step.Size - entries.Count) > 0)
                    {
                    }
                    if (entries.Count > 0) turns[step.Shard] = (turn, entries[^1].Position);
                    return Show(entries);
                case Kind.Send:
                    turn.Send([Item((step.Shard + 1) % Shards, step.Size, sent++)]);
                    // Sent messages are only surely to be seen after the commit.
                    goto case Kind.Commit;
                case Kind.Commit:
                    if (taken == default) taken = turn.Restore().Position;
                    var id = EntityId.Make(new(step.Shard), EntityKind.Customer, (ulong)step.Size);
                    turn.Commit(new(taken, Encoding.UTF8.GetBytes($"{step.Size}"))
                    {
                        States = step.Size % 5 == 0 ? [new(id, default, default)] : [new(id, "{}"u8.ToArray(), Encoding.UTF8.GetBytes($"{taken}"))],
                        Counts = [new("n", step.Size - 10)],
                        Timers = [new(id, step.Size % 2 == 0 ? new Instant(step.Size) : null)],
                        Effects = [new($"{step.Shard}:{step.Size % 7}", id, new(1), default)],
                        EffectsDone = [$"{step.Shard}:{step.Size % 5}"],
                    });
                    return Show(turn);
                default:
                    turn.Dispose();
                    turns.Remove(step.Shard);
                    return "";
            }
        }

        /// <summary>What everybody can see.</summary>
        public string Look() => string.Join('\n',
            node.Journal.Last, node.States.Waiting, string.Join(',', Enumerable.Range(0, Shards).Select(shard => node.States.WaitingFor(new(shard)))),
            Show([.. node.Journal.Read(new(Math.Max(0, node.Journal.Last.Value - 20)))]),
            string.Join(',', node.States.SumCounts("")), string.Join(',', node.Outbox.Read(0, 100).Select(row => row.Effect.Key)),
            string.Join(',', node.States.LoadStates(node.States.LoadIds(default, 100)).Select(row => $"{row.Id}={Encoding.UTF8.GetString(row.Work.Span)}")),
            string.Join(',', node.States.LoadAll(3).Select(row => $"{row.Id}={Encoding.UTF8.GetString(row.Work.Span)}")));

        private static string Show(IShardTurn turn) =>
            $"{turn.Restore().Position} {Encoding.UTF8.GetString(turn.Restore().Head.Span)} {string.Join(',', turn.LoadTimers())}";

        private static string Show(List<Entry> entries) =>
            string.Join(',', entries.Select(entry => $"{entry.Position}@{entry.At.Micros}#{entry.Shard}{entry.Kind}{Xxh64.Hash(entry.Payload.Span)}"));

        private static Arrival Item(int shard, int size, int number) => new(new(shard), EntryKind.Message, Encoding.UTF8.GetBytes($"{number}:" + new string('x', size)));
    }
}
