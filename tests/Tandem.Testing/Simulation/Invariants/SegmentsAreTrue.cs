using Tandem.Engine.Customers;
using Tandem.Engine.Interactions;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>
/// Every customer is in the segments whose rules hold over all that it ever did, worked out from the journal by the
/// language alone. Traits of customers who were always one are worked out too.
/// </summary>
internal sealed class SegmentsAreTrue : IInvariant
{
    public void Check(AtRest rest)
    {
        foreach (var customer in rest.Customers.Values)
        {
            var positions = rest.PositionsOf(customer);
            if (customer.Merged.Count == 0) TraitsAre(rest, customer);
            Value[] events = [.. positions.Select(rest.InteractionAt).Where(Counts).Select(EventForm.ValueOf)];
            var held = new HashSet<string>(StringComparer.Ordinal);
            var account = customer.LatestAccount is { } link ? rest.Accounts[link.Account] : null;
            foreach (var segment in rest.Durable.Latest.Segments.Ordered)
            {
                var history = new History
                {
                    Traits = customer.Traits.ToDictionary(trait => trait.Key, trait => trait.Value.Value),
                    Identities = customer.Identities.GroupBy(known => known.Identity.Kind).ToDictionary(kind => kind.Key, kind => kind.First().Identity.Value),
                    Consents = customer.Consents.ToDictionary(consent => consent.Channel, consent => consent.Granted),
                    AccountId = account?.GroupId,
                    AccountTraits = account?.Traits.ToDictionary(trait => trait.Key, trait => trait.Value.Value) ?? [],
                    Segments = held,
                    Events = events,
                    Now = rest.Now,
                };
                var holds = segment.Rule.Evaluate(history) is { Kind: ValueKind.Bool, AsBool: true };
                if (holds) held.Add(segment.Name);
                Ensure.That(holds == customer.IsIn(segment.Name), "segments are true", () =>
                    $"{customer.Id} ({customer.Anchor}) is {(holds ? "not " : "")}in {segment.Name}, and {segment.Rule.Text} is {segment.Rule.Evaluate(history)} of its {events.Length} events at {rest.Now}");
            }
            Ensure.Same(held, customer.Memberships.Select(membership => membership.Segment), "segments are true", $"segments of {customer.Id}");
        }
    }

    /// <summary>Whether it is an event to rules: accounts are told of elsewhere.</summary>
    private static bool Counts(Interaction interaction) => interaction.Name.Length > 0 && interaction.Type != InteractionType.Group;

    /// <summary>What was undone last was folded anew, in the order of positions.</summary>
    private static IEnumerable<TimelineItem> Folded(IReadOnlyList<TimelineItem> timeline)
    {
        var undone = timeline.Select((item, index) => (item, index)).LastOrDefault(told => told.item is { Kind: TimelineKind.Identity, Type: "separated" }).index;
        return timeline.Take(undone).Where(item => item.Kind == TimelineKind.Interaction).OrderBy(item => item.Position)
            .Concat(timeline.Skip(undone).Where(item => item.Kind == TimelineKind.Interaction));
    }

    private static void TraitsAre(AtRest rest, Customer customer)
    {
        var traits = new Dictionary<string, (Value Value, Instant At)>(StringComparer.Ordinal);
        // In the order in which they were folded, which is that of the timeline.
        foreach (var item in Folded(rest.TimelineOf(customer)))
            if (rest.InteractionAt(item.Position) is { Type: InteractionType.Identify } said)
                Latest.Take(said.Traits.AsMap.Select(trait => (trait.Key.AsString, trait.Value)), said.Timestamp, traits, takesAway: true);
        Ensure.Same(traits.Select(trait => (trait.Key, trait.Value.Value, trait.Value.At)), customer.Traits.Select(trait => (trait.Key, trait.Value.Value, trait.Value.At)),
            "traits are the latest word", $"traits of {customer.Id}");
    }
}
