using Tandem.Engine.Dispositions;
using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Erasure;

/// <summary>
/// Says what is to stand in the place of an entry that holds data of a customer: its own interactions, wherever they were
/// sent on to, what shards told each other about it, and what became of its messages.
/// </summary>
internal sealed class ErasureFilter
{
    private readonly HashSet<EntityId> ids;
    private readonly HashSet<Position> interactions = [];

    /// <param name="states">Every shard's checkpoint has what was folded up to the customer's end.</param>
    public ErasureFilter(ErasedCustomer customer, IJournal journal, IStateReader states)
    {
        ids = [.. customer.Ids];
        var (latest, dispositions) = (new Dictionary<Position, Disposition>(), new List<Disposition>());
        foreach (var chunk in states.LoadDispositions(journal.First, customer.UpTo))
        {
            dispositions.Clear();
            chunk.Read(dispositions);
            foreach (var one in dispositions)
            {
                // What was given back to somebody who had been part of the customer is that one's.
                if (one.Kind is DispositionKind.Forwarded or DispositionKind.Dropped || (one.Kind != DispositionKind.Reassigned && !ids.Contains(one.Customer))) continue;
                if (!latest.TryGetValue(one.Entry, out var known) || known.Folded < one.Folded) latest[one.Entry] = one;
            }
        }
        foreach (var (position, last) in latest)
            if (ids.Contains(last.Customer)) interactions.Add(position);
    }

    /// <returns>Null where it stays as it is.</returns>
    public (EntryKind Kind, ReadOnlyMemory<byte> Payload)? Change(Entry entry) => entry.Kind switch
    {
        EntryKind.Interaction when interactions.Contains(entry.Position) => Erased(entry.Kind),
        EntryKind.Delivery when ids.Contains(DeliveryReport.Read(entry.Payload.Span).Customer) => Erased(entry.Kind),
        EntryKind.Message => OfMessage(ShardMessage.Read(entry.Payload.Span)),
        EntryKind.Past => OfPast(PastPage.Read(entry.Payload.Span)),
        EntryKind.Separated when SeparationEnd.Read(entry.Payload.Span) is var end && (ids.Contains(end.Stayer) || ids.Contains(end.Absorbed)) => Erased(entry.Kind),
        _ => null,
    };

    private (EntryKind, ReadOnlyMemory<byte>)? OfMessage(ShardMessage message)
    {
        var isTheirs = message.Kind switch
        {
            MessageKind.Forward when message.EntryKind == EntryKind.Interaction => interactions.Contains(message.EntryPosition),
            MessageKind.Forward => ids.Contains(message.Target) || ids.Contains(message.For),
            // Somebody who had been part of the customer, and is one of its own.
            MessageKind.GivenBack => ids.Contains(message.Target),
            // Nothing but ids.
            MessageKind.MemberSeparated or MessageKind.Erase => false,
            _ => ids.Contains(message.Target) || ids.Contains(message.Subject) || ids.Contains(message.For),
        };
        return isTheirs ? Erased(EntryKind.Message, message) : null;
    }

    /// <summary>A page has pieces of many customers.</summary>
    private (EntryKind, ReadOnlyMemory<byte>)? OfPast(PastPage page)
    {
        var others = page.Pieces.Where(piece => !ids.Contains(piece.Customer)).ToList();
        return others.Count == page.Pieces.Count ? null : (EntryKind.Past, (page with { Pieces = others }).ToBytes());
    }

    private static (EntryKind, ReadOnlyMemory<byte>)? Erased(EntryKind kind, ShardMessage? message = null) => (
        EntryKind.Erased,
        new ErasedEntry(kind) { From = message?.From ?? default, Number = message?.Number ?? 0, Ruleset = message?.Ruleset ?? 0 }.ToBytes());
}
