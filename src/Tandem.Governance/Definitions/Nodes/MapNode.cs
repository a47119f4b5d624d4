namespace Tandem.Governance.Definitions.Nodes;

/// <summary>Keys with values, in the order written; no key twice.</summary>
public sealed class MapNode(string path, int line, int column, IReadOnlyList<MapEntry> entries) : Node(path, line, column)
{
    public IReadOnlyList<MapEntry> Entries { get; } = entries;

    public override string Name => "a map";

    public Node? Find(string key)
    {
        foreach (var entry in Entries)
            if (entry.Key == key) return entry.Value;
        return null;
    }
}
