using Tandem.Engine.Journal;
using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>Which aggregates a shard keeps, since when, and whether their past is whole. Part of the shard's head.</summary>
public sealed class AggregateLedger
{
    private readonly SortedDictionary<ulong, KeptAggregate> kept = [];

    /// <summary>By the hash of the aggregate.</summary>
    public IReadOnlyDictionary<ulong, KeptAggregate> Kept => kept;

    /// <summary>The generation that tracks of an aggregate must have to count; 0 where it is not kept.</summary>
    public int GenerationOf(Aggregate aggregate) => kept.TryGetValue(aggregate.Hash, out var found) ? found.Generation : 0;

    public bool IsWhole(Aggregate aggregate) => kept.TryGetValue(aggregate.Hash, out var found) && found.IsWhole;

    /// <summary>Those whose past is awaited.</summary>
    public IEnumerable<(ulong Hash, KeptAggregate Aggregate)> Awaited() => kept.Where(pair => !pair.Value.IsWhole).Select(pair => (pair.Key, pair.Value));

    /// <summary>
    /// Keeps what a ruleset needs from the present entry on, and nothing else. What the shard kept before goes on; of what
    /// is new the past is awaited, unless nothing of its kind has ever happened here.
    /// </summary>
    public void Switch(IEnumerable<Aggregate> needed, int ruleset, Position at, Instant now, Func<Aggregate, bool> hasPast)
    {
        var wanted = needed.ToDictionary(aggregate => aggregate.Hash);
        foreach (var gone in kept.Keys.Where(hash => !wanted.ContainsKey(hash)).ToList()) kept.Remove(gone);
        foreach (var (hash, aggregate) in wanted)
        {
            if (kept.ContainsKey(hash)) continue;
            var isWhole = !hasPast(aggregate);
            kept[hash] = new(ruleset, at, isWhole, isWhole ? null : now, default);
        }
    }

    /// <summary>Whether a page's pieces for a customer have not been brought yet.</summary>
    public bool Awaits(PastPage page, EntityId customer) =>
        page.Aggregates.Any(hash => kept.TryGetValue(hash, out var aggregate) && aggregate.Generation == page.Generation && !aggregate.IsWhole && aggregate.BroughtUpTo.CompareTo(customer) < 0);

    /// <summary>The last customer, in order of id, to whom the past of a generation was brought; nobody where none is awaited.</summary>
    public EntityId BroughtUpTo(int generation) =>
        Awaited().Where(one => one.Aggregate.Generation == generation).Select(one => one.Aggregate.BroughtUpTo).DefaultIfEmpty().Min();

    /// <summary>Notes that the pieces of a page were brought.</summary>
    public void Bring(PastPage page)
    {
        foreach (var hash in page.Aggregates)
            if (kept.TryGetValue(hash, out var aggregate) && aggregate.Generation == page.Generation && !aggregate.IsWhole && aggregate.BroughtUpTo.CompareTo(page.UpTo) < 0)
                kept[hash] = aggregate with { BroughtUpTo = page.UpTo };
    }

    /// <summary>
    /// Awaits the past of what began after a ruleset, because a customer came back with events that were never folded here
    /// and that were put together under that ruleset.
    /// </summary>
    /// <returns>Whether anything is awaited by it that was not.</returns>
    public bool AwaitAfter(int ruleset, IEnumerable<Aggregate> aggregates)
    {
        var changed = false;
        foreach (var aggregate in aggregates)
        {
            if (!kept.TryGetValue(aggregate.Hash, out var known) || known.Generation <= ruleset || !known.IsWhole) continue;
            kept[aggregate.Hash] = known with { IsWhole = false, BroughtUpTo = default };
            changed = true;
        }
        return changed;
    }

    /// <returns>Whether anything became whole by it.</returns>
    public bool MakeWhole(WholePast past)
    {
        var changed = false;
        foreach (var hash in past.Aggregates)
        {
            if (!kept.TryGetValue(hash, out var aggregate) || aggregate.Generation != past.Generation || aggregate.IsWhole) continue;
            kept[hash] = aggregate with { IsWhole = true, Since = past.Since };
            changed = true;
        }
        return changed;
    }

    internal void Write(ByteWriter to)
    {
        to.Varint((ulong)kept.Count);
        foreach (var (hash, aggregate) in kept)
        {
            to.Fixed64(hash);
            aggregate.Write(to);
        }
    }

    internal void ReadInto(ref ByteReader from)
    {
        for (var n = from.Count(); n > 0; n--)
        {
            var hash = from.Fixed64();
            kept[hash] = KeptAggregate.Read(ref from);
        }
    }
}
