using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster;

/// <summary>The attempts to send messages that went out, as their receivers saw them.</summary>
internal sealed class Attempts
{
    private readonly Dictionary<string, int> made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> underWay = new(StringComparer.Ordinal);

    public int Of(string key) => made.GetValueOrDefault(key);

    /// <summary>A sender begins one.</summary>
    /// <returns>Which one it is of this message.</returns>
    public int Begin(string key, int node, bool isHarmless)
    {
        var isAlone = underWay.TryAdd(key, node);
        Ensure.That(isAlone || isHarmless, "one sender at a time", () => $"process {node} sends {key} while process {underWay[key]} does");
        return made[key] = Of(key) + 1;
    }

    public void End(string key) => underWay.Remove(key);
}
