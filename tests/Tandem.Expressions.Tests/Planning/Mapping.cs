namespace Tandem.Expressions.Tests.Planning;

/// <summary>The interpreter's map: pairs in the order in which they came.</summary>
internal sealed record Mapping(IReadOnlyList<(object Key, object Value)> Entries)
{
    /// <summary>Null where a key occurs twice.</summary>
    public static Mapping? Of(IEnumerable<(object Key, object Value)> entries)
    {
        var all = entries.ToList();
        return all.Any(one => all.Count(other => Interpreter.Same(one.Key, other.Key)) > 1) ? null : new Mapping(all);
    }

    public object? Find(object key) => Entries.Where(entry => Interpreter.Same(entry.Key, key)).Select(entry => entry.Value).FirstOrDefault();
}
