namespace Tandem.Server.Hosting;

/// <summary>The shards' counts as they are now, summed.</summary>
public sealed class ShardCounts(IEngine engine)
{
    public decimal Sum(string name)
    {
        var sum = 0m;
        foreach (var runner in engine.Shards) sum += runner.Read(state => state.Counts[name]);
        return sum;
    }

    /// <summary>All counts whose name begins with this.</summary>
    public Dictionary<string, decimal> All(string prefix)
    {
        var sums = new Dictionary<string, decimal>();
        foreach (var runner in engine.Shards)
        {
            var part = runner.Read(state => state.Counts.All.Where(count => count.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList());
            foreach (var (name, value) in part) sums[name] = sums.GetValueOrDefault(name) + value;
        }
        return sums;
    }
}
