using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Separation;

/// <summary>Reads what is recorded of two customers who were merged.</summary>
public static class PastReader
{
    private const int EntriesAtOnce = 1_000;

    /// <summary>Everything; null where the journal does not go back far enough.</summary>
    /// <param name="held">The one who stayed, held: whatever it did is in a checkpoint.</param>
    internal static SharedPast? Read(IJournal journal, IStateReader states, IReadOnlyList<IShardView> shards, Customer held, OpenSeparation open)
    {
        if (OfferOf(journal, held.Merged.Find(merged => merged.Id == open.Absorbed)) is not { } absorbed) return null;
        var owners = Owners(journal, states, held);
        if (owners.Count != held.Interactions) return null;
        var interactions = new List<PastStep>();
        foreach (var some in owners.Keys.Chunk(EntriesAtOnce))
            foreach (var entry in journal.Find(some))
                interactions.Add(new(entry.Position, Interaction.Read(entry.Payload).AsOf(entry.At), owners[entry.Position]));
        if (interactions.Count != owners.Count || journal.Find([open.Cut]) is not [var cut]) return null;
        return new()
        {
            Stayer = held,
            Absorbed = absorbed,
            Cut = open.Cut,
            Now = cut.At,
            Interactions = interactions,
            FirstOwners = held.Identities.ToDictionary(known => known.Identity, known => shards[known.Identity.Shard(shards.Count).Value].Read(state => state.OwnerOf(known.Identity))),
            Chunks = [.. states.LoadTimeline(held.Id, int.MaxValue, int.MaxValue).Reverse()],
        };
    }

    /// <summary>Whether the journal still has the absorbed customer as it was when it was merged.</summary>
    public static bool HasOffer(IJournal journal, in MergedCustomer merged) => OfferOf(journal, merged) is not null;

    private static Customer? OfferOf(IJournal journal, in MergedCustomer merged)
    {
        if (journal.Find([merged.Offer]) is not [{ Kind: EntryKind.Message } entry]) return null;
        return ShardMessage.Read(entry.Payload.Span) is { Kind: MessageKind.Offer } offer && offer.Subject == merged.Id ? Customer.Read(merged.Id, offer.First.Span, offer.Second) : null;
    }

    /// <summary>By position, the id that each interaction of the customer was applied to, or given to when a merge was undone.</summary>
    private static SortedDictionary<Position, EntityId> Owners(IJournal journal, IStateReader states, Customer held)
    {
        var latest = new Dictionary<Position, Disposition>();
        var dispositions = new List<Disposition>();
        foreach (var chunk in states.LoadDispositions(journal.First, journal.Last))
        {
            dispositions.Clear();
            chunk.Read(dispositions);
            foreach (var one in dispositions)
            {
                if (one.Kind is not (DispositionKind.Applied or DispositionKind.Reassigned) || one.Entry < journal.First) continue;
                if (one.Kind == DispositionKind.Applied && !held.IsKnownAs(one.Customer)) continue;
                if (!latest.TryGetValue(one.Entry, out var known) || known.Folded < one.Folded) latest[one.Entry] = one;
            }
        }
        return new(latest.Where(one => held.IsKnownAs(one.Value.Customer)).ToDictionary(one => one.Key, one => one.Value.Customer));
    }
}
