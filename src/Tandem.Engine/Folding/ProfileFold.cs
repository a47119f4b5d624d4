using Tandem.Engine.Customers;
using Tandem.Engine.Interactions;
using Tandem.Engine.Segments;
using Tandem.Expressions.Values;

namespace Tandem.Engine.Folding;

/// <summary>Takes over what an interaction says about its customer: traits, consents, what happened and when.</summary>
public static class ProfileFold
{
    private static readonly Value Consent = Value.Of("consent"), Categories = Value.Of("categoryPreferences");

    /// <summary>Applies the interaction; adds to the mask the segments that may change because of it.</summary>
    public static void Apply(FoldStep step, Customer customer, Interaction interaction, SegmentMask concerned)
    {
        if (customer.Interactions++ == 0)
        {
            customer.FirstSeen = customer.LastSeen = interaction.Timestamp;
        }
        else
        {
            if (interaction.Timestamp < customer.FirstSeen) customer.FirstSeen = interaction.Timestamp;
            if (interaction.Timestamp > customer.LastSeen) customer.LastSeen = interaction.Timestamp;
        }
        if (interaction.Type == InteractionType.Identify) ApplyTraits(step, customer, interaction, concerned);
        ApplyConsents(step, customer, interaction, concerned);
        if (interaction.Name.Length > 0 && interaction.Type != InteractionType.Group) Happened(step, customer, interaction, concerned);
    }

    private static void ApplyTraits(FoldStep step, Customer customer, Interaction interaction, SegmentMask concerned)
    {
        foreach (var (key, value) in interaction.Traits.AsMap)
        {
            var name = Texts.Shared(key.AsString);
            // The latest word holds: a late interaction does not undo a newer one.
            if (customer.Traits.TryGetValue(name, out var known) && known.At > interaction.Timestamp) continue;
            // Null takes a trait away, as in Segment's spec.
            if (value.IsNull) customer.Traits.Remove(name);
            else customer.Traits[name] = new(value, interaction.Source, interaction.Timestamp);
            if (!known.Value.Equals(value)) concerned.Add(step.Rules.Segments.OnTrait(name));
        }
    }

    private static void ApplyConsents(FoldStep step, Customer customer, Interaction interaction, SegmentMask concerned)
    {
        // Most interactions do not speak of consent: a look at the bytes saves reading them.
        if (interaction.Body.Span.IndexOf("categoryPreferences"u8) < 0) return;
        if (!interaction.Context.AsMap.TryGetValue(Consent, out var consent) || consent.Kind != ValueKind.Map
            || !consent.AsMap.TryGetValue(Categories, out var categories) || categories.Kind != ValueKind.Map) return;
        foreach (var (key, value) in categories.AsMap)
        {
            if (value.Kind != ValueKind.Bool) continue;
            var channel = Texts.Shared(key.AsString);
            var said = new Consent(channel, value.AsBool, interaction.Source, interaction.Timestamp);
            var place = customer.Consents.FindIndex(known => known.Channel == channel);
            if (place >= 0 && customer.Consents[place].At > said.At) continue;
            var before = place < 0 ? (bool?)null : customer.Consents[place].Granted;
            if (place < 0) customer.Consents.Add(said);
            else customer.Consents[place] = said;
            if (before == said.Granted) continue;
            concerned.Add(step.Rules.Segments.OnConsent);
            step.Tell(customer, TimelineKind.Consent, said.Granted ? "granted" : "withdrawn", channel);
        }
    }

    private static void Happened(FoldStep step, Customer customer, Interaction interaction, SegmentMask concerned)
    {
        EventCounter.Add(customer.Events, new(interaction.Name, 1, interaction.Timestamp, interaction.Timestamp));
        step.State.Head.Saw(interaction.Name);
        step.Changed.Clear();
        customer.Tracks.Add(step.Rules.Aggregates, interaction, step.Position, step.Now, step.Generations, step.Changed);
        step.Rules.Segments.Concern(step.Changed, concerned);
    }
}
