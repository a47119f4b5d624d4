using Tandem.Engine.Customers;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>After a merge was undone, nobody has an interaction that shows the other one and nothing of their own.</summary>
internal sealed class SeparatedHaveTheirOwn : IInvariant
{
    public void Check(AtRest rest)
    {
        var owners = rest.Identities.ToDictionary(row => row.Identity, row => rest.Resolve(row.Owner));
        foreach (var customer in rest.Customers.Values.Where(customer => customer.Apart.Count > 0))
        {
            var others = customer.Apart.Select(rest.Resolve).OfType<Customer>().ToHashSet();
            foreach (var position in rest.PositionsOf(customer))
            {
                var interaction = rest.InteractionAt(position);
                // What is blocked now may have decided then.
                if (interaction.Identities.Any(rest.Durable.Latest.Identities.IsBlocked)) continue;
                var shown = interaction.Identities.Select(identity => owners.GetValueOrDefault(identity)).ToList();
                Ensure.That(shown.Contains(customer) || shown[0] is not { } first || !others.Contains(first), "who is separate has what is their own",
                    () => $"{customer.Id} ({customer.Anchor}) has {position}, which shows {string.Join(", ", interaction.Identities)}");
            }
        }
    }
}
