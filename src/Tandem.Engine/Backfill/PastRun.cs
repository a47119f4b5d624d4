using Tandem.Engine.Aggregates;
using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Backfill;

/// <summary>Brings the past of the aggregates of one generation to everybody, and declares it whole.</summary>
internal sealed class PastRun
{
    /// <summary>So many customers' pasts are held in memory at once, about: for more the journal is read several times.</summary>
    private const int CustomersAtOnce = 2_000_000;

    private readonly IJournal journal;
    private readonly IStateReader states;
    private readonly IReadOnlyList<IShardView> shards;
    private readonly AggregateIndex aggregates;
    private readonly int generation, readers, customersPerPage;
    private readonly ulong[] hashes;
    private readonly Queue<List<IShardView>> groups;
    private readonly List<Sending> declaring;
    private readonly IInbox inbox;

    private Queue<PositionRange> unread = [];
    private int parts;
    private PastCollector? collector;
    private List<PastDelivery> deliveries = [];
    private bool isDeclared;

    public PastRun(
        IJournal journal, IStateReader states, IInbox inbox, IReadOnlyList<IShardView> shards, AggregateIndex aggregates, int generation, int readers,
        int customersPerPage)
    {
        (this.journal, this.states, this.inbox, this.shards) = (journal, states, inbox, shards);
        (this.aggregates, this.generation, this.readers, this.customersPerPage) = (aggregates, generation, readers, customersPerPage);
        hashes = [.. aggregates.All.Select(aggregate => aggregate.Hash)];
        declaring = [.. shards.Select(shard => new Sending(inbox, shard))];
        var customers = (long)shards.Sum(shard => shard.Read(state => state.Counts[CountNames.Customers]));
        var size = Math.Max(1, (int)(shards.Count * (long)CustomersAtOnce / Math.Max(customers, CustomersAtOnce)));
        groups = new(shards.Where(IsAwaiting).Chunk(size).Select(group => group.ToList()));
        Progress = new(RestaterPhase.Reading, 0);
    }

    public RestaterProgress Progress { get; private set; }

    public bool IsOver { get; private set; }

    public bool Step()
    {
        if (unread.Count > 0) return Read();
        if (deliveries.Count > 0) return Deliver();
        if (groups.TryPeek(out var group)) return Begin(group);
        return isDeclared ? AwaitDeclared() : Declare();
    }

    private bool Begin(List<IShardView> group)
    {
        var (cuts, now) = (new Position[shards.Count], new Instant[shards.Count]);
        // A later ruleset may need none of it any more.
        group.RemoveAll(shard => !IsAwaiting(shard));
        foreach (var shard in group)
        {
            var (cut, at) = shard.Read(state => (Cut(state.Head), state.Head.At));
            (cuts[shard.Id.Value], now[shard.Id.Value]) = (cut, at);
            // What became of the past is known from what checkpoints say.
            if (!shard.Store()) return false;
        }
        groups.Dequeue();
        collector = new(aggregates, generation, cuts, now);
        unread = new(journal.Parts().Where(part => part.First < cuts.Max()));
        parts = Math.Max(1, unread.Count);
        deliveries = [.. group.Select(shard => new PastDelivery(shard, inbox, generation, hashes, collector, customersPerPage))];
        return true;
    }

    private bool Read()
    {
        var some = new List<PositionRange>();
        while (some.Count < readers && unread.TryDequeue(out var part)) some.Add(part);
        if (some.Count == 1) collector!.Collect(journal, states, some[0]);
        else Parallel.ForEach(some, part => collector!.Collect(journal, states, part));
        Progress = new(RestaterPhase.Reading, 1 - (double)unread.Count / parts);
        return true;
    }

    private bool Deliver()
    {
        var worked = false;
        foreach (var delivery in deliveries) worked |= delivery.Step();
        Progress = new(RestaterPhase.Bringing, deliveries.Average(delivery => delivery.Progress));
        if (deliveries.TrueForAll(delivery => delivery.IsOver)) deliveries = [];
        return worked || deliveries.Count == 0;
    }

    /// <summary>When nothing is on its way any more between shards.</summary>
    private bool Declare()
    {
        if (shards.Sum(shard => shard.Read(state => state.Head.OpenPieces)) != 0) return false;
        collector = null;
        var since = Since();
        foreach (var sending in declaring) sending.Send(EntryKind.Whole, new WholePast(generation, hashes, since).ToBytes());
        return isDeclared = true;
    }

    /// <summary>
    /// When the journal begins, which was shortened; null where it has everything. Asked when all was read: what is still
    /// there has been there all the time, and what was taken away meanwhile may be missing.
    /// </summary>
    private Instant? Since()
    {
        var first = journal.First;
        while (first.Value > 1)
        {
            if (journal.Find([first]) is [var oldest]) return oldest.At;
            var before = first;
            first = journal.First;
            if (first == before) break;
        }
        return null;
    }

    private bool AwaitDeclared() => declaring.Count(sending => sending.Retry()) > 0 || (IsOver = declaring.TrueForAll(sending => sending.IsOver));

    private bool IsAwaiting(IShardView shard) => shard.Read(state => state.Head.Aggregates.Awaited().Any(one => one.Aggregate.Generation == generation));

    private Position Cut(ShardHead head) => head.Aggregates.Awaited().Where(one => one.Aggregate.Generation == generation).Select(one => one.Aggregate.From).FirstOrDefault();
}
