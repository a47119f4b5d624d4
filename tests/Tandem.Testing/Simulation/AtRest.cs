using Tandem.Engine.Accounts;
using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation;

/// <summary>A workspace when nothing happens any more, read from what is durable: what invariants look at.</summary>
internal sealed class AtRest
{
    private readonly Dictionary<EntityId, EntityId> moved = [];
    private readonly Dictionary<EntityId, IReadOnlySet<EntityId>> erased = [];
    private readonly Dictionary<EntityId, List<TimelineItem>> timelines = [];
    private readonly Dictionary<Position, Interaction> interactions = [];
    private readonly Dictionary<EntityId, List<Position>> applied = [];
    private readonly Dictionary<Position, EntityId> reassigned = [];
    private readonly Dictionary<Position, Entry> entries;

    public AtRest(Durable durable, Ledger ledger, StoredWorkspace store, Instant now, int shards)
    {
        (Durable, Ledger, Store, Shards, Now) = (durable, ledger, store, shards, now);
        Journal = [.. Store.Journal.Read(default).Select(entry => durable.Erasures.Originals.GetValueOrDefault(entry.Position, entry))];
        entries = Journal.ToDictionary(entry => entry.Position);
        States = [.. Store.States.LoadStates(Store.States.LoadIds(default, int.MaxValue))];
        Identities = Store.States.SearchIdentities("", int.MaxValue);
        foreach (var row in States)
        {
            if (row.Id.Kind == EntityKind.Account) Accounts.Add(row.Id, Account.Read(row.Id, row.Work.Span));
            else if (Customer.TryRead(row) is { } customer) Customers.Add(customer.Id, customer);
            else if (StoredEntity.Read(row) is Erased gone) erased[row.Id] = gone.Ids.ToHashSet();
            else moved[row.Id] = MovedTo(row);
        }
        foreach (var chunk in Store.States.LoadDispositions(default, new(long.MaxValue))) chunk.Read(Dispositions);
        foreach (var disposition in Dispositions.Where(disposition => disposition.Kind == DispositionKind.Reassigned).OrderBy(disposition => disposition.Folded))
            reassigned[disposition.Entry] = disposition.Customer;
        foreach (var disposition in Dispositions)
        {
            if (disposition.Kind != DispositionKind.Applied || Resolve(OwnerOf(disposition)) is not { } customer) continue;
            if (!applied.TryGetValue(customer.Id, out var positions)) applied[customer.Id] = positions = [];
            positions.Add(disposition.Entry);
        }
        foreach (var positions in applied.Values) positions.Sort();
    }

    public Durable Durable { get; }

    public Ledger Ledger { get; }

    public StoredWorkspace Store { get; }

    public int Shards { get; }

    public Instant Now { get; }

    /// <summary>As it was before anything was erased in it: what was folded.</summary>
    public IReadOnlyList<Entry> Journal { get; }

    public IReadOnlyList<StateRow> States { get; }

    public IReadOnlyList<IdentityRow> Identities { get; }

    public SortedDictionary<EntityId, Account> Accounts { get; } = [];

    public SortedDictionary<EntityId, Customer> Customers { get; } = [];

    /// <summary>What became of each interaction, as the shards recorded it.</summary>
    public List<Disposition> Dispositions { get; } = [];

    public IEnumerable<Entry> Interactions => Journal.Where(entry => entry.Kind == EntryKind.Interaction);

    /// <summary>The interaction as it counts: none happened long after its entry.</summary>
    public Interaction InteractionAt(Position position)
    {
        if (interactions.TryGetValue(position, out var interaction)) return interaction;
        var entry = entries[position];
        return interactions[position] = Interaction.Read(entry.Payload).AsOf(entry.At);
    }

    /// <summary>Whose an interaction is: the one to whom it was applied, or to whom it was given when a merge was undone last.</summary>
    public EntityId OwnerOf(in Disposition applied) => reassigned.GetValueOrDefault(applied.Entry, applied.Customer);

    /// <summary>When an entry was taken.</summary>
    public Instant TimeOf(Position position) => entries[position].At;

    public Entry EntryAt(Position position) => entries[position];

    /// <summary>The customer that an id leads to by now; null where it leads nowhere.</summary>
    public Customer? Resolve(EntityId id)
    {
        for (var hops = 0; moved.TryGetValue(id, out var to); id = to)
            Ensure.That(hops++ < 100, "old ids resolve", () => $"{id} leads in a circle");
        return Customers.GetValueOrDefault(id);
    }

    /// <summary>All ids that led to somebody who was erased, to whom this one leads; null where it leads to nobody who was.</summary>
    public IReadOnlySet<EntityId>? ErasedIds(EntityId id)
    {
        while (moved.TryGetValue(id, out var to)) id = to;
        return erased.GetValueOrDefault(id);
    }

    /// <summary>All that is told of a customer, of those merged into it too, in the order in which it is kept.</summary>
    public IReadOnlyList<TimelineItem> TimelineOf(Customer customer)
    {
        if (timelines.TryGetValue(customer.Id, out var known)) return known;
        var items = new List<TimelineItem>();
        foreach (var id in customer.Merged.Select(merged => merged.Id).Append(customer.Id))
            foreach (var chunk in Store.States.LoadTimeline(id, int.MaxValue, int.MaxValue).Reverse()) items.AddRange(Timeline.Decode(chunk.Bytes.Span));
        items.AddRange(customer.Timeline.Items());
        return timelines[customer.Id] = items;
    }

    /// <summary>Where the interactions stand in the journal that were applied to the customer, or to one who is it by now; in order.</summary>
    public IReadOnlyList<Position> PositionsOf(Customer customer) => applied.GetValueOrDefault(customer.Id) ?? [];

    public decimal Count(string name) => Counts.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, decimal> Counts => counts ??= Store.States.SumCounts("").ToDictionary(row => row.Name, row => row.Value);

    private IReadOnlyDictionary<string, decimal>? counts;

    private static EntityId MovedTo(in StateRow row) =>
        StoredEntity.Read(row) is Moved moved ? moved.To : throw new InvalidDataException($"The state {row.Id} is no customer and no pointer.");
}
