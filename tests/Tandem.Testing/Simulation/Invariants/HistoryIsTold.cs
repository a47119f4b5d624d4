using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>
/// A customer's history is told in the order of its moments: what time brings about comes before the entry that finds it
/// done. Of customers who were always one, since joining two puts their histories together by position, and under one
/// ruleset, since a new one decides the past at the moment when it comes.
/// </summary>
internal sealed class HistoryIsTold : IInvariant
{
    public void Check(AtRest rest)
    {
        foreach (var customer in rest.Customers.Values)
        {
            var outcomes = rest.TimelineOf(customer).Where(item => item is { Kind: TimelineKind.Message, Type: not "queued" }).GroupBy(item => item.Subject);
            foreach (var outcome in outcomes)
                Ensure.That(outcome.Count() == 1, "an outcome is told once", () => $"{outcome.Key} has {string.Join(", ", outcome.Select(item => item.Type))}");
        }
        if (rest.Durable.Rulesets.Count > 2) return;
        foreach (var customer in rest.Customers.Values)
        {
            if (customer.Merged.Count > 0 || customer.Apart.Count > 0) continue;
            var before = default(Instant);
            foreach (var item in rest.TimelineOf(customer))
            {
                var at = item.Kind == TimelineKind.Interaction ? TimeOf(rest, customer, item.Position) : item.At;
                if (at is not { } moment) continue;
                Ensure.That(moment >= before, "history is told in order", () => $"{customer.Id}: {item.Kind} {item.Type} {item.Subject} of {moment} ({item.Position}) stands after {before}");
                before = moment;
            }
        }
    }

    /// <summary>When an interaction was folded; null where it came by another shard, later than its entry says.</summary>
    private static Instant? TimeOf(AtRest rest, Customer customer, Position position)
    {
        var entry = rest.EntryAt(position);
        return entry.Kind == EntryKind.Interaction && entry.Shard == customer.Id.Home && customer.Conflicts.Count == 0 ? entry.At : null;
    }
}
