using System.Text;
using System.Text.RegularExpressions;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>
/// Of whoever was erased nothing is left in states, messages and journal; of all others every entry stands as it stood.
/// </summary>
internal sealed partial class ErasedAreGone : IInvariant
{
    private const string Name = "who was erased is gone";

    public void Check(AtRest rest)
    {
        var theirs = new HashSet<Position>();
        foreach (var (customer, upTo) in rest.Durable.Erasures.Done)
        {
            Ensure.That(rest.Resolve(customer) is null, Name, () => $"{customer} is there");
            Ensure.That(rest.ErasedIds(customer) is not null, Name, () => $"nothing says that {customer} was erased");
            theirs.UnionWith(InteractionsOf(rest, rest.ErasedIds(customer)!, upTo));
        }
        var present = rest.Store.Journal.Read(default).ToDictionary(entry => entry.Position);
        foreach (var original in rest.Journal)
        {
            var entry = present[original.Position];
            Ensure.That((entry.Shard, entry.At) == (original.Shard, original.At), Name, () => $"{entry.Position} has another shard or time");
            if (original.Kind != EntryKind.Interaction) continue;
            if (theirs.Contains(original.Position))
                Ensure.That(entry.Kind == EntryKind.Erased, Name, () => $"the interaction at {original.Position} was theirs and is there");
            else
                Ensure.That(entry.Payload.Span.SequenceEqual(original.Payload.Span), Name, () => $"the interaction at {original.Position} was somebody else's and is gone");
        }
        NoTraceOf([.. theirs.SelectMany(position => Serials(rest.EntryAt(position).Payload))], rest, present.Values);
    }

    /// <summary>Each interaction bears a number that nothing else has, which would be seen wherever a piece of it is kept.</summary>
    private static void NoTraceOf(HashSet<string> serials, AtRest rest, IEnumerable<Entry> journal)
    {
        if (serials.Count == 0) return;
        foreach (var entry in journal)
            Ensure.That(!Serials(entry.Payload).Any(serials.Contains), Name, () => $"the {entry.Kind} at {entry.Position} has something of theirs");
        foreach (var row in rest.States)
            Ensure.That(!Serials(row.Work).Any(serials.Contains), Name, () => $"the state of {row.Id} has something of theirs");
        foreach (var message in rest.Store.Messages())
            Ensure.That(!Serials(message.Effect.ToBytes()).Any(serials.Contains), Name, () => $"the message {message.Effect.Key} has something of theirs");
    }

    /// <summary>What the shards recorded of each interaction says whose it was, the last word on it.</summary>
    private static IEnumerable<Position> InteractionsOf(AtRest rest, IReadOnlySet<EntityId> ids, Position upTo) =>
        from disposition in rest.Dispositions
        where disposition.Entry <= upTo && disposition.Kind is not (DispositionKind.Forwarded or DispositionKind.Dropped)
        group disposition by disposition.Entry into same
        let last = same.MaxBy(disposition => disposition.Folded)
        where ids.Contains(last.Customer)
        select same.Key;

    private static IEnumerable<string> Serials(ReadOnlyMemory<byte> bytes) => Serial().Matches(Encoding.Latin1.GetString(bytes.Span)).Select(match => match.Value);

    [GeneratedRegex("\"serial\":[0-9]+")]
    private static partial Regex Serial();
}
