using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Interactions;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>Every interaction of the journal stands in the history of one customer, once, or is a duplicate of one that does.</summary>
internal sealed class InteractionsAreFoldedOnce : IInvariant
{
    private const string Name = "interactions are folded once";

    private static readonly Duration Remembered = Duration.FromHours(24);

    public void Check(AtRest rest)
    {
        var ends = rest.Dispositions.Where(disposition => disposition.Kind != DispositionKind.Forwarded).ToLookup(disposition => disposition.Entry);
        foreach (var entry in rest.Interactions)
        {
            var end = ends[entry.Position].ToList();
            Ensure.That(end.Count == 1, Name, () => $"{entry.Position} came to {end.Count} ends: {string.Join(", ", end)}");
            var customer = rest.Resolve(end[0].Customer);
            Ensure.That(customer is not null || end[0].Kind == DispositionKind.Dropped, Name, () => $"{entry.Position} went to {end[0].Customer}, who is not there");
            if (end[0].Kind != DispositionKind.Duplicate) continue;
            var hash = rest.InteractionAt(entry.Position).DedupeHash;
            Ensure.That(rest.PositionsOf(customer!).Any(position => rest.InteractionAt(position).DedupeHash == hash), Name, () => $"{entry.Position} is called a duplicate, and {customer!.Id} has no other");
        }
        foreach (var customer in rest.Customers.Values)
        {
            Ensure.That(customer.Interactions == rest.PositionsOf(customer).Count, Name, () => $"{customer.Id} counts {customer.Interactions}, and {rest.PositionsOf(customer).Count} were applied");
            Ensure.Same(rest.PositionsOf(customer), rest.TimelineOf(customer).Where(item => item.Kind == TimelineKind.Interaction).Select(item => item.Position), Name, $"the history of {customer.Id}");
            NoneTwiceInADay(rest, customer);
        }
        Counted(rest);
    }

    private static void Counted(AtRest rest)
    {
        var expected = new Counts();
        foreach (var disposition in rest.Dispositions)
        {
            if (disposition.Kind == DispositionKind.Duplicate) expected.Add(CountNames.Duplicates, 1);
            if (disposition.Kind != DispositionKind.Applied) continue;
            expected.Add(CountNames.Interactions, 1);
            expected.Add(CountNames.OfType(rest.InteractionAt(disposition.Entry).Type), 1);
        }
        foreach (var name in Enum.GetValues<InteractionType>().Select(CountNames.OfType).Append(CountNames.Interactions).Append(CountNames.Duplicates))
            Ensure.That(rest.Count(name) == expected[name], Name, () => $"{name} is {rest.Count(name)}, and there were {expected[name]}");
    }

    /// <summary>
    /// Of a customer that was always one, and whose interactions all came to its home directly: the time at which they
    /// were folded is then that of the journal.
    /// </summary>
    private static void NoneTwiceInADay(AtRest rest, Customer customer)
    {
        if (customer.Merged.Count > 0) return;
        var positions = rest.PositionsOf(customer);
        if (positions.Any(position => rest.Journal[(int)position.Value - 1].Shard != customer.Id.Home)) return;
        foreach (var same in positions.GroupBy(position => rest.InteractionAt(position).DedupeHash))
            foreach (var (first, second) in same.Zip(same.Skip(1)))
            {
                var between = rest.Journal[(int)second.Value - 1].At - rest.Journal[(int)first.Value - 1].At;
                Ensure.That(between > Remembered, "a duplicate is dropped", () => $"{first} and {second} have one message id, and both were folded at {customer.Id}");
            }
    }
}
