using Tandem.Primitives;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Invariants;

/// <summary>What was accepted is in the journal exactly once, nothing twice; positions that were seen still hold the same; time never goes back in a shard.</summary>
internal sealed class ClusterJournalKeepsItsWord : IInvariant
{
    public void Check(AtRest rest)
    {
        var times = rest.Interactions.GroupBy(entry => Ledger.HashOf(entry.Payload)).ToDictionary(same => same.Key, same => same.Count());
        foreach (var payload in rest.Ledger.Accepted.Distinct())
            Ensure.That(times.GetValueOrDefault(payload) >= 1, "accepted is in the journal", () => "an accepted interaction does not stand there");
        // What nobody knew of may have been sent again at the same moment.
        var calls = rest.Ledger.Accepted.Concat(rest.Ledger.Refused).CountBy(payload => payload).ToDictionary();
        foreach (var (payload, count) in times)
            Ensure.That(count <= calls.GetValueOrDefault(payload, 1), "nothing is in the journal twice", () => $"an interaction stands there {count} times");

        var before = new Dictionary<ShardId, Instant>();
        foreach (var entry in rest.Journal)
        {
            Ensure.That(entry.At >= before.GetValueOrDefault(entry.Shard), "at never decreases", () => $"{entry.Position} has {entry.At} after {before[entry.Shard]}");
            before[entry.Shard] = entry.At;
            Ensure.That(rest.Ledger.Seen.TryGetValue(entry.Position, out var seen) && seen == (entry.Shard, entry.At, entry.Kind, Ledger.HashOf(entry.Payload)),
                "positions seen never change", () => $"{entry.Position} was {seen}");
        }
        Ensure.That(rest.Journal.Count == rest.Ledger.Seen.Count, "positions seen never change", () => $"{rest.Ledger.Seen.Count} were seen, and {rest.Journal.Count} are there");
    }
}
