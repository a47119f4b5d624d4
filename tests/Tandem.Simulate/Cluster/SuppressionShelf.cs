using Tandem.Engine.Effects;

namespace Tandem.Simulate.Cluster;

/// <summary>The addresses that get nothing, for all processes.</summary>
internal sealed class SuppressionShelf : ISuppressionStore
{
    private readonly SortedDictionary<(string Channel, string Address), Suppression> all = [];

    public IReadOnlyList<Suppression> ReadAll() => [.. all.Values];

    public void Put(Suppression suppression) => all[(suppression.Channel, suppression.Address)] = suppression;

    public void Remove(string channel, string address) => all.Remove((channel, address));
}
