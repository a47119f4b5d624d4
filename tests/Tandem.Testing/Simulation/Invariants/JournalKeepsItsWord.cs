using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>
/// What was accepted is in the journal exactly once, what was refused not at all, nothing twice; positions that were
/// seen still hold the same; time never goes back.
/// </summary>
internal sealed class JournalKeepsItsWord : IInvariant
{
    public void Check(AtRest rest)
    {
        var times = rest.Interactions.GroupBy(entry => Ledger.HashOf(entry.Payload)).ToDictionary(same => same.Key, same => same.Count());
        foreach (var payload in rest.Ledger.Accepted)
            Ensure.That(times.GetValueOrDefault(payload) == 1, "accepted is in the journal once", () => $"an accepted interaction stands there {times.GetValueOrDefault(payload)} times");
        foreach (var payload in rest.Ledger.Refused)
            Ensure.That(!times.ContainsKey(payload), "refused is not in the journal", () => "an interaction was refused and stands there");
        foreach (var (_, count) in times)
            Ensure.That(count == 1, "nothing is in the journal twice", () => $"an interaction stands there {count} times");

        var before = default(Instant);
        foreach (var entry in rest.Journal)
        {
            Ensure.That(entry.At >= before, "at never decreases", () => $"{entry.Position} has {entry.At} after {before}");
            before = entry.At;
            if (rest.Ledger.Seen.TryGetValue(entry.Position, out var seen))
                Ensure.That(seen == (entry.Shard, entry.At, entry.Kind, Ledger.HashOf(entry.Payload)), "positions seen never change", () => $"{entry.Position} was {seen}");
        }
        foreach (var position in rest.Ledger.Seen.Keys)
            Ensure.That(position <= rest.Store.Journal.Last, "positions seen never change", () => $"{position} was seen, and the journal ends at {rest.Store.Journal.Last}");
    }
}
