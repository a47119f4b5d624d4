namespace Tandem.Governance.Definitions.Nodes;

/// <summary>Values in order.</summary>
public sealed class ListNode(string path, int line, int column, IReadOnlyList<Node> items) : Node(path, line, column)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override string Name => "a list";
}
