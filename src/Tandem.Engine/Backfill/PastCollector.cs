using Tandem.Engine.Aggregates;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Backfill;

/// <summary>
/// Gathers from the journal what customers of some shards did before these began to keep the aggregates of one generation.
/// Parts may be read in any order and by several threads at once: tracks take events in any order.
/// </summary>
/// <param name="cuts">By shard: the first entry that was folded with the aggregates; position 0 for a shard that is left out.</param>
/// <param name="now">By shard: a moment not after any at which pieces will be folded.</param>
internal sealed class PastCollector(AggregateIndex aggregates, int generation, IReadOnlyList<Position> cuts, IReadOnlyList<Instant> now)
{
    private readonly Dictionary<EntityId, CustomerTracks>[] byShard = [.. cuts.Select(_ => new Dictionary<EntityId, CustomerTracks>())];
    private readonly HashSet<string> names = [.. aggregates.All.SelectMany(AggregateIndex.EventsOf)];
    private readonly int[] generations = [.. Enumerable.Repeat(generation, aggregates.Count)];
    private readonly Position end = cuts.Max();

    /// <summary>Those after one, in order of id.</summary>
    public List<(EntityId Customer, CustomerTracks Tracks)> Of(ShardId shard, EntityId after) =>
        [.. byShard[shard.Value].Where(past => past.Key.CompareTo(after) > 0).OrderBy(past => past.Key).Select(past => (past.Key, past.Value))];

    public void Collect(IJournal journal, IStateReader states, PositionRange part)
    {
        // Nothing at or after the last cut is anybody's past.
        if (part.First >= end) return;
        EntityId[]? owners = null;
        foreach (var past in journal.ReadInteractions(part, names))
        {
            owners ??= Owners(states, part);
            var owner = owners[(int)(past.Position.Value - part.First.Value)];
            if (owner.IsNobody) continue;
            var interaction = (aggregates.NeedsBody(past.Name) ? Interaction.Read(past.Payload) : Bare(past)).AsOf(past.At);
            var shard = owner.Home.Value;
            lock (byShard[shard])
            {
                if (!byShard[shard].TryGetValue(owner, out var tracks)) byShard[shard][owner] = tracks = CustomerTracks.ForFew(aggregates.Count);
                tracks.Add(aggregates, interaction, past.Position, now[shard], generations, null);
            }
        }
    }

    /// <summary>Whose past each interaction of a part is; nobody for those that are no past, or of a shard that is left out.</summary>
    private EntityId[] Owners(IStateReader states, PositionRange part)
    {
        var owners = new EntityId[part.Count];
        var dispositions = new List<Disposition>();
        var reassigned = new Dictionary<Position, Disposition>();
        foreach (var chunk in states.LoadDispositions(part.First, part.Last))
        {
            dispositions.Clear();
            chunk.Read(dispositions);
            foreach (var one in dispositions)
            {
                if (one.Kind == DispositionKind.Applied && part.Contains(one.Entry) && one.Folded < cuts[one.Customer.Home.Value])
                    owners[(int)(one.Entry.Value - part.First.Value)] = one.Customer;
                else if (one.Kind == DispositionKind.Reassigned && part.Contains(one.Entry) && !(reassigned.TryGetValue(one.Entry, out var known) && known.Folded > one.Folded))
                    reassigned[one.Entry] = one;
            }
        }
        // A merge is never undone while a past is awaited: what was given to another then lacks these aggregates.
        foreach (var (entry, one) in reassigned)
            owners[(int)(entry.Value - part.First.Value)] = cuts[one.Customer.Home.Value] > default(Position) ? one.Customer : default;
        return owners;
    }

    /// <summary>Where only the time of an event matters, the rest need not be read.</summary>
    private static Interaction Bare(in PastInteraction past) => new()
    {
        Type = InteractionType.Track, Source = 0, ReceivedAt = past.At, Timestamp = past.Timestamp, MessageId = "", Name = past.Name, Identities = [], Body = default,
    };
}
