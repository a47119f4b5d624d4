using System.Text;
using Tandem.Engine.Aggregates;
using Tandem.Engine.Customers;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Backfill;

/// <summary>
/// Works out for a few customers what they would have if some aggregates had always been kept, from the journal: what a
/// backfill brings to everybody, without being told of it. Thread-safe.
/// </summary>
public sealed class PastOnDemand(IJournal journal, IStateReader states)
{
    /// <summary>Older parts of a timeline that are read at once.</summary>
    private const int ChunksAtOnce = 20;

    private const int EntriesAtOnce = 5_000;

    /// <summary>The tracks of each customer, in the order that they are given in; of what the journal does not have any more nothing.</summary>
    /// <param name="customers">As stored: what they did since is not looked at.</param>
    /// <exception cref="InvalidDataException">A part of the journal is damaged.</exception>
    public IReadOnlyList<CustomerTracks> Of(IReadOnlyList<Customer> customers, AggregateIndex aggregates, Instant now, CancellationToken cancelled)
    {
        var generations = new int[aggregates.Count];
        var names = aggregates.Events.Select(Encoding.UTF8.GetBytes).ToList();
        CustomerTracks[] found = [.. customers.Select(_ => new CustomerTracks())];
        var owners = new Dictionary<Position, CustomerTracks>();
        for (var i = 0; i < found.Length; i++)
            foreach (var position in Positions(customers[i])) owners[position] = found[i];
        foreach (var some in owners.Keys.Order().Chunk(EntriesAtOnce))
        {
            cancelled.ThrowIfCancellationRequested();
            foreach (var entry in journal.Find(some))
            {
                var payload = entry.Kind == EntryKind.Message ? ShardMessage.Read(entry.Payload.Span).First : entry.Payload;
                if (!InteractionHead.TryRead(payload.Span, out var head) || !IsOne(names, head.Name)) continue;
                owners[entry.Position].Add(aggregates, Interaction.Read(payload).AsOf(entry.At), entry.Position, now, generations, null);
            }
        }
        return found;
    }

    /// <summary>Whether the journal has everything that a customer ever did.</summary>
    public static bool IsKept(Customer customer, Position first) =>
        first.Value <= 1 || (customer.Timeline.Chunks == 0 && customer.Merged.Count == 0 && customer.Timeline.Items().TrueForAll(item => item.Position >= first));

    private IEnumerable<Position> Positions(Customer customer)
    {
        var items = customer.Timeline.Items().AsEnumerable();
        if (customer.Timeline.Chunks > 0 || customer.Merged.Count > 0)
            items = items.Concat(Older(customer.Id)).Concat(customer.Merged.SelectMany(merged => Older(merged.Id)));
        return items.Where(item => item.Kind == TimelineKind.Interaction).Select(item => item.Position);
    }

    private IEnumerable<TimelineItem> Older(EntityId id)
    {
        for (var before = int.MaxValue; states.LoadTimeline(id, before, ChunksAtOnce) is { Count: > 0 } chunks; before = chunks[^1].Number)
            foreach (var chunk in chunks)
                foreach (var item in Timeline.Decode(chunk.Bytes.Span)) yield return item;
    }

    private static bool IsOne(List<byte[]> names, ReadOnlySpan<byte> name)
    {
        foreach (var one in names)
            if (name.SequenceEqual(one)) return true;
        return false;
    }
}
