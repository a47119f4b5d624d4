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

    /// <summary>A little less than the engine's day, which it reckons in seconds.</summary>
    private static readonly Duration Remembered = Duration.FromHours(23);

    public void Check(AtRest rest)
    {
        var ends = rest.Dispositions.Where(disposition => disposition.Kind is not (DispositionKind.Forwarded or DispositionKind.Reassigned)).ToLookup(disposition => disposition.Entry);
        foreach (var entry in rest.Interactions)
        {
            var end = ends[entry.Position].ToList();
            Ensure.That(end.Count == 1, Name, () => $"{entry.Position} came to {end.Count} ends: {string.Join(", ", end)}");
            var customer = rest.Resolve(end[0].Customer);
            Ensure.That(customer is not null || end[0].Kind == DispositionKind.Dropped || rest.ErasedIds(end[0].Customer) is not null, Name, () => $"{entry.Position} went to {end[0].Customer}, who is not there");
            // The other one may be with somebody who was the same once, and was erased.
            if (end[0].Kind != DispositionKind.Duplicate || rest.Durable.Erasures.Done.Count > 0) continue;
            var hash = rest.InteractionAt(entry.Position).DedupeHash;
            // Or the other one is with somebody who was the same customer then.
            Ensure.That(TheSameOnce(rest, customer!).SelectMany(rest.PositionsOf).Any(position => rest.InteractionAt(position).DedupeHash == hash), Name, () => $"{entry.Position} is called a duplicate, and {customer!.Id} has no other");
        }
        var applied = rest.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Applied).ToLookup(disposition => rest.Resolve(rest.OwnerOf(disposition))?.Id ?? default);
        foreach (var customer in rest.Customers.Values)
        {
            Ensure.That(customer.Interactions == rest.PositionsOf(customer).Count, Name, () => $"{customer.Id} counts {customer.Interactions}, and {rest.PositionsOf(customer).Count} were applied");
            Ensure.Same(rest.PositionsOf(customer), rest.TimelineOf(customer).Where(item => item.Kind == TimelineKind.Interaction).Select(item => item.Position), Name, $"the history of {customer.Id}");
            NoneTwiceInADay(rest, customer, applied[customer.Id]);
        }
        Counted(rest);
    }

    /// <summary>The customer, and all from whom it and they were separated.</summary>
    private static HashSet<Customer> TheSameOnce(AtRest rest, Customer customer)
    {
        var found = new HashSet<Customer>();
        var open = new Stack<Customer>([customer]);
        while (open.TryPop(out var next))
            if (found.Add(next))
                foreach (var id in next.Apart)
                    if (rest.Resolve(id) is { } apart) open.Push(apart);
        return found;
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
    /// Whether a later one of the same message id was folded although the customer knew the first: both at one customer, or
    /// the first at one who had been joined to it before.
    /// </summary>
    private static void NoneTwiceInADay(AtRest rest, Customer customer, IEnumerable<Disposition> applied)
    {
        foreach (var same in applied.GroupBy(disposition => rest.InteractionAt(disposition.Entry).DedupeHash))
        {
            var folded = same.OrderBy(disposition => disposition.Folded).ToList();
            for (var i = 0; i < folded.Count; i++)
                for (var k = i + 1; k < folded.Count; k++)
                {
                    var (first, second) = (folded[i], folded[k]);
                    var (firstAt, secondAt) = (rest.TimeOf(first.Folded), rest.TimeOf(second.Folded));
                    var knew = first.Customer == second.Customer && rest.OwnerOf(first) == rest.OwnerOf(second)
                        || (second.Customer == customer.Id && KnownSince(customer, first.Customer) < secondAt);
                    Ensure.That(!knew || secondAt - firstAt >= Remembered, "a duplicate is dropped",
                        () => $"{first} and {second} have one message id, and both were applied to {customer.Id}");
                }
        }
    }

    /// <summary>When the customer came to know what another did. One that was merged into another before came with that one, and stands after it.</summary>
    private static Instant? KnownSince(Customer customer, EntityId other)
    {
        var since = default(Instant);
        foreach (var merged in customer.Merged)
        {
            if (merged.At > since) since = merged.At;
            if (merged.Id == other) return since;
        }
        return null;
    }
}
