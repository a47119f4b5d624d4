using System.Collections.Concurrent;
using Tandem.Engine.Effects;
using Tandem.Engine.Identities;

namespace Tandem.Server.Delivery;

/// <summary>The addresses that get nothing, in memory over their store. Thread-safe.</summary>
public sealed class SuppressionList
{
    private readonly ISuppressionStore store;
    private readonly ConcurrentDictionary<(string Channel, string Address), Suppression> all;

    public SuppressionList(ISuppressionStore store)
    {
        this.store = store;
        all = new(store.ReadAll().Select(one => KeyValuePair.Create((one.Channel, one.Address), one)));
    }

    /// <summary>Sees what other processes changed.</summary>
    public void Refresh()
    {
        var stored = store.ReadAll().ToDictionary(one => (one.Channel, one.Address));
        foreach (var key in all.Keys)
            if (!stored.ContainsKey(key)) all.TryRemove(key, out _);
        foreach (var (key, one) in stored) all[key] = one;
    }

    public Suppression? Find(string channel, string address) => Normal(channel, address) is { } normal ? all.GetValueOrDefault((channel, normal)) : null;

    /// <summary>Those whose address holds the text, in order of channel and address, after a channel and address.</summary>
    public IReadOnlyList<Suppression> List(string search, (string Channel, string Address) after, int max) =>
    [
        .. all.Values.Where(one => one.Address.Contains(search, StringComparison.OrdinalIgnoreCase) && string.CompareOrdinal(Order(one.Channel, one.Address), Order(after.Channel, after.Address)) > 0)
            .OrderBy(one => Order(one.Channel, one.Address), StringComparer.Ordinal).Take(max),
    ];

    /// <returns>As kept; null where the address has no normal form on its channel: empty, or too long.</returns>
    public Suppression? Put(Suppression suppression)
    {
        if (Normal(suppression.Channel, suppression.Address) is not { } normal) return null;
        var kept = suppression with { Address = normal };
        store.Put(kept);
        return all[(kept.Channel, normal)] = kept;
    }

    /// <returns>False where it was not on the list.</returns>
    public bool Remove(string channel, string address)
    {
        if (Normal(channel, address) is not { } normal) return false;
        store.Remove(channel, normal);
        return all.TryRemove((channel, normal), out _);
    }

    private static string? Normal(string channel, string address) => IdentityKinds.Normalize(channel, address);

    private static string Order(string channel, string address) => $"{channel}\0{address}";
}
