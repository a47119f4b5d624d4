using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;

namespace Tandem.Server.Api.Tracking;

/// <summary>Interactions on their way into the inbox.</summary>
internal static class Arrivals
{
    /// <summary>Each for the shard of its strongest identity.</summary>
    public static Arrival[] Of(IReadOnlyList<AcceptedItem> items, int shardCount)
    {
        var arrivals = new Arrival[items.Count];
        for (var i = 0; i < arrivals.Length; i++)
        {
            var (interaction, payload) = items[i];
            arrivals[i] = new(interaction.Identities[0].Shard(shardCount), EntryKind.Interaction, payload, interaction);
        }
        return arrivals;
    }
}
