using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Folding;
using Tandem.Engine.Interactions;
using Tandem.Engine.Linking;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Running;

/// <summary>Folds an interaction into its customer: identity, profile, aggregates, account, goals, segments, journeys, in this order.</summary>
internal static class InteractionFold
{
    /// <param name="position">Where the interaction stands in the journal.</param>
    public static void Apply(FoldStep step, Customer customer, Interaction interaction, Position position)
    {
        var state = step.State;
        TimerFold.Fire(step, customer);
        var hash = interaction.DedupeHash;
        if (customer.Recent.Contains(hash))
        {
            state.Counts.Add(CountNames.Duplicates, 1);
            step.Note(position, DispositionKind.Duplicate, customer.Id);
            return;
        }
        customer.Recent.Add(hash, step.Now);
        step.Note(position, DispositionKind.Applied, customer.Id);
        step.Position = position;
        step.Historical = interaction.Historical;
        SegmentFold.Upgrade(step, customer);
        state.Tell(customer, new(TimelineKind.Interaction, position, step.Now, "", "", ""));
        IdentityFold.Link(step, customer, interaction);
        var concerned = step.Concerned;
        concerned.Clear();
        // Nothing was ever decided for a new customer, and what holds of it from the start counts as entered now.
        if (customer.Interactions == 0) concerned.Add(step.Rules.Segments.All);
        ProfileFold.Apply(step, customer, interaction, concerned);
        AccountFold.OnGroup(step, customer, interaction, concerned);
        CampaignFold.OnInteraction(step, customer, interaction);
        if (!concerned.IsEmpty) JourneyFold.Decide(step, customer, concerned);
        if (interaction.Name.Length > 0) JourneyFold.OnInteraction(step, customer, interaction);
        state.Counts.Add(CountNames.Interactions, 1);
        state.Counts.Add(CountNames.OfType(interaction.Type), 1);
        state.NoteActive(customer.Id);
        state.Touch(customer);
    }
}
