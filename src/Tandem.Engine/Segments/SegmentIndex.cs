using Tandem.Engine.Aggregates;
using Tandem.Expressions;

namespace Tandem.Engine.Segments;

/// <summary>Which segments a change can concern: so that an interaction decides only those anew.</summary>
public sealed class SegmentIndex
{
    private readonly Dictionary<string, SegmentMask> byTrait = new(StringComparer.Ordinal);

    private readonly SegmentMask[] byAggregate;

    private readonly HashSet<string> names;

    private SegmentIndex(IReadOnlyList<CompiledSegment> ordered, AggregateIndex aggregates)
    {
        Ordered = ordered;
        names = ordered.Select(segment => segment.Name).ToHashSet(StringComparer.Ordinal);
        (All, OnIdentity, OnConsent, OnAccount) = (new(ordered.Count), new(ordered.Count), new(ordered.Count), new(ordered.Count));
        byAggregate = [.. aggregates.All.Select(_ => new SegmentMask(ordered.Count))];
        var readers = ordered.Select(segment => Readers(segment, ordered)).ToList();
        foreach (var segment in ordered)
        {
            All.Add(segment.Index);
            var concerned = readers[segment.Index];
            var reads = segment.Rule.Reads;
            foreach (var aggregate in reads.Aggregates) byAggregate[aggregates.IndexOf(aggregate.Hash)].Add(concerned);
            foreach (var name in reads.Traits) Mask(byTrait, name).Add(concerned);
            if (reads.Identities.Count > 0) OnIdentity.Add(concerned);
            if (reads.Consents.Count > 0) OnConsent.Add(concerned);
            if (reads.ReadsAccountId || reads.AccountTraits.Count > 0) OnAccount.Add(concerned);
        }
    }

    /// <summary>Every segment after those that it reads.</summary>
    public IReadOnlyList<CompiledSegment> Ordered { get; }

    public SegmentMask All { get; }

    public SegmentMask OnIdentity { get; }

    public SegmentMask OnConsent { get; }

    /// <summary>Those that read the account: its id or any of its traits.</summary>
    public SegmentMask OnAccount { get; }

    public bool Contains(string name) => names.Contains(name);

    /// <param name="aggregate">Its index among the ruleset's aggregates.</param>
    public SegmentMask OnAggregate(int aggregate) => byAggregate[aggregate];

    /// <summary>Adds the segments that may change because aggregates did.</summary>
    public void Concern(AggregateMask changed, SegmentMask concerned)
    {
        for (var aggregate = changed.After(-1); aggregate >= 0; aggregate = changed.After(aggregate)) concerned.Add(byAggregate[aggregate]);
    }

    public SegmentMask? OnTrait(string name) => byTrait.GetValueOrDefault(name);

    /// <summary>Orders the segments; a cycle, or a segment that is not there, is misuse: publishing refuses both.</summary>
    /// <param name="aggregates">All that they read, and perhaps more.</param>
    public static SegmentIndex Of(IReadOnlyList<(string Name, Rule Rule)> segments, AggregateIndex aggregates)
    {
        var ordered = new List<CompiledSegment>(segments.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var rest = segments.OrderBy(segment => segment.Name, StringComparer.Ordinal).ToList();
        while (rest.Count > 0)
        {
            var ready = rest.FindIndex(segment => segment.Rule.Reads.Segments.All(done.Contains));
            if (ready < 0) throw new ArgumentException($"These segments read each other or one that is not there: {string.Join(", ", rest.Select(segment => segment.Name))}.");
            ordered.Add(new(rest[ready].Name, rest[ready].Rule, ordered.Count));
            done.Add(rest[ready].Name);
            rest.RemoveAt(ready);
        }
        return new(ordered, aggregates);
    }

    /// <summary>A segment and all that read it, directly or through others.</summary>
    private static SegmentMask Readers(CompiledSegment of, IReadOnlyList<CompiledSegment> ordered)
    {
        var mask = new SegmentMask(ordered.Count);
        mask.Add(of.Index);
        var names = new HashSet<string>(StringComparer.Ordinal) { of.Name };
        foreach (var segment in ordered.Skip(of.Index + 1))
        {
            if (!segment.Rule.Reads.Segments.Overlaps(names)) continue;
            mask.Add(segment.Index);
            names.Add(segment.Name);
        }
        return mask;
    }

    private SegmentMask Mask(Dictionary<string, SegmentMask> masks, string name)
    {
        if (!masks.TryGetValue(name, out var mask)) masks[name] = mask = new(Ordered.Count);
        return mask;
    }
}
