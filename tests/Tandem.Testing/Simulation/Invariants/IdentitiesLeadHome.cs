using Tandem.Engine.Customers;
using Tandem.Engine.Linking;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>Each identity leads to the one customer who has it, each customer can be found by all it has, and nobody is under way.</summary>
internal sealed class IdentitiesLeadHome : IInvariant
{
    private const string Name = "identities lead home";

    public void Check(AtRest rest)
    {
        foreach (var customer in rest.Customers.Values)
        {
            Ensure.That(!customer.IsHeld && customer.Linking.Count == 0 && customer.Parked.Count == 0, "nobody is under way at rest",
                () => $"{customer.Id} ({customer.Anchor}) moves to {customer.MovingTo}, links {string.Join(", ", customer.Linking)}, keeps {customer.Parked.Count} entries");
            // An answer that one of two was still waiting for when they were joined may come on top of what both had.
            Ensure.That(MergeProtection.IsWithinLimits(rest.Durable.Latest.Identities, customer, rest.Now), "merge protection holds", () =>
                $"{customer.Id} has {string.Join(", ", customer.Identities.Select(known => known.Identity))}; {string.Join("; ", rest.TimelineOf(customer).Where(item => item.Kind == TimelineKind.Identity).Select(item => $"{item.Position} {item.Type} {item.Subject} {item.Detail}"))}");
            foreach (var known in customer.Identities)
            {
                var row = rest.Identities.FirstOrDefault(row => row.Identity == known.Identity);
                Ensure.That(!row.Owner.IsNobody && rest.Resolve(row.Owner) == customer, Name, () => $"{known.Identity} of {customer.Id} leads to {row.Owner}");
            }
        }
        foreach (var row in rest.Identities)
        {
            var customer = rest.Resolve(row.Owner);
            Ensure.That(customer is not null && customer.Has(row.Identity), Name, () => $"{row.Identity} leads to {row.Owner}, {(customer is null ? "who is not there" : "who does not have it")}");
        }
    }
}
