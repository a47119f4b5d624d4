using Tandem.Expressions;
using Tandem.Expressions.Facts;

namespace Tandem.Engine.Segments;

/// <summary>Which segments a change can concern: so that an interaction decides only those anew.</summary>
public sealed class SegmentIndex
{
    private readonly Dictionary<string, SegmentMask> byEvent = new(StringComparer.Ordinal), byTrait = new(StringComparer.Ordinal);

    private readonly HashSet<string> names;

    private SegmentIndex(IReadOnlyList<CompiledSegment> ordered)
    {
        Ordered = ordered;
        names = ordered.Select(segment => segment.Name).ToHashSet(StringComparer.Ordinal);
        (All, OnTime, OnIdentity, OnConsent, OnAccount) = (new(ordered.Count), new(ordered.Count), new(ordered.Count), new(ordered.Count), new(ordered.Count));
        var readers = ordered.Select(segment => Readers(segment, ordered)).ToList();
        foreach (var segment in ordered)
        {
            All.Add(segment.Index);
            var concerned = readers[segment.Index];
            var reads = segment.Rule.Reads;
            foreach (var name in reads.Events) Mask(byEvent, name).Add(concerned);
            foreach (var name in reads.Traits) Mask(byTrait, name).Add(concerned);
            if (reads.Windows.Count > 0) OnTime.Add(concerned);
            if (reads.Identities.Count > 0) OnIdentity.Add(concerned);
            if (reads.Consents.Count > 0) OnConsent.Add(concerned);
            if (reads.ReadsAccountId || reads.AccountTraits.Count > 0) OnAccount.Add(concerned);
        }
        Windows = ordered.SelectMany(segment => segment.Rule.Reads.Windows).Distinct().ToList();
    }

    /// <summary>Every segment after those that it reads.</summary>
    public IReadOnlyList<CompiledSegment> Ordered { get; }

    /// <summary>The windows whose end can change an answer.</summary>
    public IReadOnlyList<CountedWindow> Windows { get; }

    public SegmentMask All { get; }

    public SegmentMask OnTime { get; }

    public SegmentMask OnIdentity { get; }

    public SegmentMask OnConsent { get; }

    /// <summary>Those that read the account: its id or any of its traits.</summary>
    public SegmentMask OnAccount { get; }

    public bool Contains(string name) => names.Contains(name);

    public SegmentMask? OnEvent(string name) => byEvent.GetValueOrDefault(name);

    public SegmentMask? OnTrait(string name) => byTrait.GetValueOrDefault(name);

    /// <summary>Orders the segments; a cycle, or a segment that is not there, is misuse: publishing refuses both.</summary>
    public static SegmentIndex Of(IReadOnlyList<(string Name, Rule Rule)> segments)
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
        return new(ordered);
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
