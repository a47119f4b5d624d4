namespace Tandem.Governance.Definitions.Nodes;

/// <summary>A part of a definition's text, with its place in it. Immutable.</summary>
/// <param name="path">From the definition's root, such as <c>spec.steps[1].wait</c>; empty for the root.</param>
/// <param name="line">Counted from 1.</param>
/// <param name="column">Counted from 1, in UTF-16 units.</param>
public abstract class Node(string path, int line, int column)
{
    public string Path { get; } = path;
    public int Line { get; } = line;
    public int Column { get; } = column;

    /// <summary>What an author calls it: <c>a text</c>, <c>a list</c>, …</summary>
    public abstract string Name { get; }

    /// <summary>The path of a key in the map at <paramref name="path"/>.</summary>
    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
