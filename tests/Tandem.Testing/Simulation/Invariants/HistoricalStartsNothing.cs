using Tandem.Engine.Customers;
using Tandem.Engine.Journal;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>An interaction that is marked historical starts no walk, whatever it says.</summary>
internal sealed class HistoricalStartsNothing : IInvariant
{
    public void Check(AtRest rest)
    {
        foreach (var customer in rest.Customers.Values)
            foreach (var item in rest.TimelineOf(customer))
            {
                // What a timer starts before the entry stands at its position too, and speaks of a segment.
                if (item is not { Kind: TimelineKind.Journey, Type: "started" } || item.Detail.StartsWith("entering", StringComparison.Ordinal)) continue;
                var historical = rest.EntryAt(item.Position).Kind == EntryKind.Interaction && rest.InteractionAt(item.Position).Historical;
                Ensure.That(!historical, "the past starts nothing", () => $"{customer.Id}: {item.Subject} at {item.Position}: {item.Detail}");
            }
    }
}
