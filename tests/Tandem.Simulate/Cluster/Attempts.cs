using Tandem.Connect.Channels;
using Tandem.Primitives;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster;

/// <summary>Who was given what to send, and the attempts that went out, as their receivers saw them.</summary>
/// <param name="lease">So long nobody else is given what one process was.</param>
internal sealed class Attempts(Duration lease)
{
    private readonly Dictionary<string, (Guid Node, Instant At)> given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> underWay = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SendOutcome> ends = new(StringComparer.Ordinal);

    public int Of(string key) => made.GetValueOrDefault(key);

    /// <summary>A process is given an effect to send.</summary>
    public void Give(Guid node, string key, Instant now)
    {
        if (given.TryGetValue(key, out var before))
            Ensure.That(before.Node == node || now - before.At > lease, "a lease is one sender's", () => $"{key} was given to {node} {now - before.At} after {before.Node} got it");
        given[key] = (node, now);
    }

    /// <summary>A sender begins one.</summary>
    /// <returns>Which one it is of this message.</returns>
    public int Begin(string key, int node, bool isHarmless)
    {
        var isAlone = underWay.TryAdd(key, node);
        Ensure.That(isAlone || isHarmless, "one sender at a time", () => $"process {node} sends {key} while process {underWay[key]} does");
        Ensure.That(isHarmless || !ends.TryGetValue(key, out var end) || end == SendOutcome.TryLater, "only what was put off goes out again", () => $"process {node} sends {key}, which was {ends[key]} already");
        return made[key] = Of(key) + 1;
    }

    public void End(string key, SendOutcome outcome)
    {
        underWay.Remove(key);
        ends[key] = outcome;
    }
}
