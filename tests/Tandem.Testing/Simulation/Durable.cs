using Tandem.Engine.Rulesets;
using Tandem.Storage.Memory;

namespace Tandem.Testing.Simulation;

/// <summary>What survives a crash of one workspace's process: journal and states, messages, launches, definitions.</summary>
internal sealed class Durable
{
    public MemoryDisk Disk { get; } = new();

    public MessageShelf Messages { get; } = new();

    /// <summary>Campaigns by name; true once everybody was looked at.</summary>
    public SortedDictionary<string, bool> Launches { get; } = new(StringComparer.Ordinal);

    /// <summary>Merges that are to be undone.</summary>
    public SeparationRequests Separations { get; } = new();

    /// <summary>Customers who are to be erased, and those who were.</summary>
    public SimulatedErasures Erasures { get; } = new();

    /// <summary>Every ruleset that was published, by number; 0 is the empty one.</summary>
    public List<Ruleset> Rulesets { get; } = [Ruleset.Empty];

    public Ruleset Latest => Rulesets[^1];
}
