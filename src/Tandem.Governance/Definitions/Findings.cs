using System.Collections.Immutable;
using Tandem.Governance.Definitions.Nodes;
using Tandem.Primitives;

namespace Tandem.Governance.Definitions;

/// <summary>The errors that validators found, by definition. Not thread-safe.</summary>
public sealed class Findings
{
    private readonly Dictionary<DefinitionKey, ErrorList> lists = [];

    /// <summary>Where errors of this definition go.</summary>
    public ErrorList Of(Definition definition)
    {
        if (!lists.TryGetValue(definition.Key, out var list)) lists.Add(definition.Key, list = new());
        return list;
    }

    /// <summary>
    /// All errors as one list for the author of some of these definitions: with places in what they wrote, and without
    /// places, but with the name, for a definition that they did not write and that their change would break.
    /// </summary>
    public ImmutableArray<Error> For(IReadOnlyCollection<DefinitionKey> written)
    {
        var all = new ErrorList();
        foreach (var (key, list) in lists.OrderBy(list => !written.Contains(list.Key)))
            foreach (var error in list.ToArray())
                all.Add(Told(key, error, written));
        return all.ToArray();
    }

    private static Error Told(DefinitionKey key, Error error, IReadOnlyCollection<DefinitionKey> written)
    {
        if (!written.Contains(key))
            return error with { Message = $"This would break {key}: {error.Message}", Path = $"{key}: {error.Path}", Line = null, Column = null };
        return written.Count == 1 ? error : error with { Path = $"{key}: {error.Path}" };
    }
}
