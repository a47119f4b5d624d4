namespace Tandem.Server.Hosting;

/// <summary>The shards' counts as they are now, summed.</summary>
public sealed class ShardCounts(IEngine engine)
{
    public decimal Sum(string name) => engine.Count(name);

    /// <summary>All counts whose name begins with this.</summary>
    public Dictionary<string, decimal> All(string prefix) => engine.Counts(prefix).ToDictionary(count => count.Name, count => count.Value);
}
