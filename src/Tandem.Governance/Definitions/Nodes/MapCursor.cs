namespace Tandem.Governance.Definitions.Nodes;

/// <summary>Reads the values of a map; see <see cref="NodeCursor"/>.</summary>
/// <param name="Node">The map; anything else reads as a map whose values are missing without errors.</param>
public readonly record struct MapCursor(Node? Node, ErrorList Errors)
{
    private MapNode? Entries => Node as MapNode;

    public bool Has(string key) => Optional(key).IsThere;

    /// <summary>A value that may be left out; an empty one counts as left out.</summary>
    public NodeCursor Optional(string key) => new(Entries?.Find(key) is { } value && value is not ScalarNode { Type: ScalarType.Nothing } ? value : null, Errors);

    /// <summary>A value that must be there.</summary>
    public NodeCursor Required(string key)
    {
        var value = Optional(key);
        if (!value.IsThere && Entries is { } map)
            Errors.Add(new("missing", $"{key} is missing.") { Path = Nodes.Node.Join(map.Path, key), Line = map.Line, Column = map.Column, Hint = $"Add {key}: …" });
        return value;
    }

    /// <summary>Exactly one of these keys must be there; null, and an error, where that is not so.</summary>
    public string? One(params string[] keys)
    {
        if (Entries is not { } map) return null;
        var self = this;
        var there = keys.Where(key => self.Entries!.Find(key) is not null).ToList();
        if (there.Count == 1) return there[0];
        Fail(there.Count == 0 ? "missing" : "too_many", there.Count == 0 ? $"One of {string.Join(", ", keys)} is missing." : $"{string.Join(" and ", there)} stand here together.", $"Exactly one of {string.Join(", ", keys)} belongs here.");
        return null;
    }

    /// <summary>An error at the map itself.</summary>
    public void Fail(string code, string message, string? hint = null) => new NodeCursor(Node, Errors).Fail(code, message, hint);

    internal void Only(string[] keys)
    {
        foreach (var entry in Entries?.Entries ?? [])
            if (!keys.Contains(entry.Key))
                Errors.Add(new("unknown_key", $"{entry.Key} is not known here.") { Path = entry.Value.Path, Line = entry.Line, Column = entry.Column, Hint = Nearest.Hint(entry.Key, keys) });
    }
}
