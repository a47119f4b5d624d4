using System.Collections.Concurrent;

namespace Tandem.Server.Security;

/// <summary>For as long as the process lives.</summary>
internal sealed class SecretsInMemory : ISecretsSeen
{
    private readonly ConcurrentDictionary<string, bool> known = new();

    public void Add(string secret) => known[secret] = true;

    public bool Contains(string secret) => known.ContainsKey(secret);

    public bool Remove(string secret) => known.TryRemove(secret, out _);
}
