using System.Globalization;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Server.Hosting;

namespace Tandem.Server.Sources;

/// <summary>Finds single interactions in the journal, and what the shards noted of them. Thread-safe.</summary>
public sealed class InteractionFinder(IJournal journal, IStateReader states, IEngine engine)
{
    /// <summary>Interactions that stand so close are looked up together.</summary>
    private const long Near = 10_000;

    /// <param name="id">A position, or an <see cref="ItemId"/>.</param>
    /// <returns>The entry; null where it has no position yet, or is not kept.</returns>
    public Entry? Find(string id)
    {
        if (ItemId.TryParse(id, out var item)) return Find(item.Value);
        return TryPosition(id, out var position) && journal.Find([position]) is [{ Kind: EntryKind.Interaction } entry] ? entry : null;
    }

    public static bool TryPosition(string id, out Position position)
    {
        var read = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        position = new(value);
        return read;
    }

    public Entry? Find(ItemId id)
    {
        if (id.Shard.Value >= engine.ShardCount) return null;
        foreach (var entry in journal.FindAccepted(id.Receipt, id.Count, id.Shard))
            if (entry.Kind == EntryKind.Interaction && Interaction.Read(entry.Payload).DedupeHash == id.Message) return entry;
        return null;
    }

    /// <summary>Whether it has no position yet, since no turn has taken it.</summary>
    public bool IsOnTheWay(ItemId id) => id.Shard.Value < engine.ShardCount && !engine.Shard(id.Shard).HasFolded(id.Receipt);

    /// <summary>What shards did with interactions, as far as checkpoints say, each one's in the order in which it was decided.</summary>
    public IReadOnlyDictionary<Position, IReadOnlyList<Disposition>> Dispositions(IEnumerable<Position> positions)
    {
        var wanted = positions.Distinct().Order().ToList();
        var found = new List<Disposition>();
        for (var first = 0; first < wanted.Count;)
        {
            var last = first;
            while (last + 1 < wanted.Count && wanted[last + 1].Value - wanted[last].Value <= Near) last++;
            found.AddRange(Read(wanted[first], wanted[last], [.. wanted[first..(last + 1)]]));
            first = last + 1;
        }
        return found.Distinct().GroupBy(one => one.Entry).ToDictionary(group => group.Key, group => (IReadOnlyList<Disposition>)[.. group.OrderBy(one => one.Folded)]);
    }

    private List<Disposition> Read(Position first, Position last, HashSet<Position> wanted)
    {
        var (found, some) = (new List<Disposition>(), new List<Disposition>());
        foreach (var chunk in states.LoadDispositions(first, last))
        {
            some.Clear();
            chunk.Read(some);
            found.AddRange(some.Where(one => wanted.Contains(one.Entry)));
        }
        return found;
    }
}
