using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>
/// Segments are entered and left at the very moments at which their rules begin and cease to hold, worked out by a plain
/// second reckoning: everything is decided anew after each interaction and at the end of each window. Of customers
/// whose life is plain enough to be told so: always one, under one ruleset, everything that they did folded where and when
/// it came.
/// </summary>
internal sealed class SegmentsChangeInTime : IInvariant
{
    public void Check(AtRest rest)
    {
        if (rest.Durable.Rulesets.Count != 2 || !BeganWithRules(rest)) return;
        var applied = rest.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Applied).ToLookup(disposition => disposition.Customer);
        foreach (var customer in rest.Customers.Values)
        {
            var mine = applied[customer.Id].ToList();
            if (customer.Merged.Count > 0 || customer.Apart.Count > 0 || customer.Conflicts.Count > 0 || mine.Any(disposition => disposition.Folded != disposition.Entry)) continue;
            var expected = Expected(rest, [.. mine.Select(disposition => disposition.Entry)]);
            var told = rest.TimelineOf(customer).Where(item => item.Kind == TimelineKind.Segment && Follows(rest, item.Subject)).Select(item => (item.At, item.Type, item.Subject)).ToList();
            Ensure.That(told.SequenceEqual(expected), "segments change in time", () => $"{customer.Id} ({customer.Anchor}) should have [{string.Join("; ", expected)}] and has [{string.Join("; ", told)}]");
        }
    }

    /// <summary>Whether every shard had the ruleset before anything happened to anybody.</summary>
    private static bool BeganWithRules(AtRest rest)
    {
        var first = rest.Interactions.FirstOrDefault().Position;
        return rest.Journal.Where(entry => entry.Kind == EntryKind.Ruleset && entry.Position < first).Select(entry => entry.Shard).Distinct().Count() == rest.Shards;
    }

    /// <summary>Not those that depend on identities and accounts, which are known when another shard has answered.</summary>
    private static bool Follows(AtRest rest, string segment) =>
        rest.Durable.Latest.Segments.Ordered.First(known => known.Name == segment).Rule.Reads is { Identities.Count: 0, AccountTraits.Count: 0, ReadsAccountId: false };

    private static List<(Instant At, string Type, string Segment)> Expected(AtRest rest, List<Position> positions)
    {
        var changes = new List<(Instant At, string Type, string Segment)>();
        var (traits, consents) = (new Dictionary<string, (Value Value, Instant At)>(), new Dictionary<string, (bool Value, Instant At)>());
        var events = new List<Value>();
        var times = new List<(string Name, Instant At)>();
        var held = new HashSet<string>(StringComparer.Ordinal);
        var before = default(Instant);
        foreach (var position in positions)
        {
            var at = rest.EntryAt(position).At;
            PassTo(at);
            var interaction = rest.InteractionAt(position);
            if (interaction.Type == InteractionType.Identify) Latest.Take(interaction.Traits.AsMap.Select(trait => (trait.Key.AsString, trait.Value)), interaction.Timestamp, traits, takesAway: true);
            Latest.Take(Latest.ConsentsOf(interaction), interaction.Timestamp, consents, takesAway: false);
            if (interaction is { Name.Length: > 0, Type: not InteractionType.Group })
            {
                events.Add(EventForm.ValueOf(interaction));
                times.Add((interaction.Name, interaction.Timestamp));
            }
            Decide(at);
        }
        PassTo(rest.Now);
        return changes;

        void PassTo(Instant until)
        {
            var ends = rest.Durable.Latest.Segments.Ordered.SelectMany(segment => segment.Rule.Reads.Windows).Distinct().SelectMany(window => times.Where(time => time.Name == window.Event).Select(time => time.At + window.Window));
            foreach (var end in ends.Where(end => end > before && end <= until).Distinct().Order().ToList()) Decide(end);
            before = until;
        }

        void Decide(Instant now)
        {
            var next = new HashSet<string>(StringComparer.Ordinal);
            foreach (var segment in rest.Durable.Latest.Segments.Ordered)
            {
                if (!Follows(rest, segment.Name)) continue;
                var history = new History
                {
                    Traits = traits.ToDictionary(trait => trait.Key, trait => trait.Value.Value),
                    Consents = consents.ToDictionary(consent => consent.Key, consent => consent.Value.Value),
                    Segments = next,
                    Events = events,
                    Now = now,
                };
                var holds = segment.Rule.Holds(history);
                if (holds) next.Add(segment.Name);
                if (holds != held.Contains(segment.Name)) changes.Add((now, holds ? "entered" : "left", segment.Name));
            }
            held = next;
        }
    }
}
