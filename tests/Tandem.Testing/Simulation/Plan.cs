using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tandem.Testing.Simulation;

/// <summary>All that happens in one simulation, as data: it runs the same every time, and parts of it can be left out.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Shards">Of each workspace.</param>
/// <param name="MaxWaiting">With so many entries waiting, callers are refused.</param>
public sealed record Plan(int Seed, int Shards, int MaxWaiting, ImmutableArray<SimulatedAction> Actions)
{
    /// <summary>Processes on one database; 1 where each workspace has a store of its own.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>Workspaces in the process: two, so that whatever crosses shows.</summary>
    public const int Workspaces = 2;

    /// <summary>One line for each action.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Nodes > 1 ? $"{Nodes} processes, " : "").Append(CultureInfo.InvariantCulture, $"{Shards} shards, at most {MaxWaiting} waiting, {Actions.Length} actions").AppendLine();
        foreach (var action in Actions) text.Append("  ").Append(action).AppendLine();
        return text.ToString();
    }
}
