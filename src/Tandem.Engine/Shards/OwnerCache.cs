using Tandem.Engine.Identities;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>
/// Whose the identities of a shard are, as far as it is in memory; that nobody has one is known, too. Bounded in bytes:
/// what was asked for lately is kept, in two generations of which the older one goes as a whole. Not thread-safe.
/// </summary>
internal sealed class OwnerCache
{
    /// <summary>What an identity takes besides its value: its place in a table that is not full, and the text's head.</summary>
    private const int OwnBytes = 90;

    private Dictionary<Identity, EntityId> newer = [], older = [];
    private long newerBytes, olderBytes;

    public long Bytes => newerBytes + olderBytes;

    public bool TryGet(Identity identity, out EntityId owner)
    {
        if (newer.TryGetValue(identity, out owner)) return true;
        if (!older.Remove(identity, out owner)) return false;
        olderBytes -= Weight(identity);
        Set(identity, owner);
        return true;
    }

    public void Set(Identity identity, EntityId owner)
    {
        if (newer.TryAdd(identity, owner)) newerBytes += Weight(identity);
        else newer[identity] = owner;
    }

    /// <summary>Lets go of what has not been asked for lately, until the rest takes at most so many bytes.</summary>
    public void Evict(long maxBytes)
    {
        if (newerBytes > maxBytes / 2)
        {
            (newer, older) = (older, newer);
            (newerBytes, olderBytes) = (0, newerBytes);
            newer.Clear();
        }
        if (Bytes <= maxBytes) return;
        older.Clear();
        olderBytes = 0;
    }

    private static int Weight(Identity identity) => OwnBytes + 2 * identity.Value.Length;
}
