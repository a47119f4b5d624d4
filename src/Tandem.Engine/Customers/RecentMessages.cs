using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>
/// The interactions of the last 24 hours by the hash of source and message id, the newest 10,000: a second one with the
/// same hash is a duplicate. Part of the customer, so that it travels along when customers are joined.
/// </summary>
public sealed class RecentMessages
{
    public const int Limit = 10_000;
    private static readonly uint KeptSeconds = (uint)TimeSpan.FromHours(24).TotalSeconds;

    // Two columns, because the search runs over hashes alone and is vectorised there.
    private ulong[] hashes = [];
    private uint[] seconds = [];
    private int used;

    public int Count => used;

    public bool Contains(ulong hash) => hashes.AsSpan(0, used).Contains(hash);

    public void Add(ulong hash, Instant at)
    {
        var second = (uint)Math.Clamp(at.Micros / 1_000_000, 0, uint.MaxValue);
        if (used == hashes.Length)
        {
            Forget(second);
            if (used == hashes.Length)
            {
                var size = Math.Min(Limit, Math.Max(4, used * 2));
                Array.Resize(ref hashes, size);
                Array.Resize(ref seconds, size);
            }
        }
        hashes[used] = hash;
        seconds[used++] = second;
    }

    public void Merge(RecentMessages other)
    {
        for (var i = 0; i < other.used; i++)
            if (!Contains(other.hashes[i])) Add(other.hashes[i], new(other.seconds[i] * 1_000_000L));
    }

    public void Write(ByteWriter to)
    {
        to.Varint((ulong)used);
        for (var i = 0; i < used; i++)
        {
            to.Fixed64(hashes[i]);
            to.Fixed32(seconds[i]);
        }
    }

    public static RecentMessages Read(ref ByteReader from)
    {
        var count = from.Count();
        var messages = new RecentMessages { hashes = new ulong[count], seconds = new uint[count], used = count };
        for (var i = 0; i < count; i++)
        {
            messages.hashes[i] = from.Fixed64();
            messages.seconds[i] = from.Fixed32();
        }
        return messages;
    }

    /// <summary>Drops what is older than 24 hours and, at the limit, the oldest tenth.</summary>
    private void Forget(uint now)
    {
        var oldest = now > KeptSeconds ? now - KeptSeconds : 0;
        var first = 0;
        while (first < used && seconds[first] < oldest) first++;
        if (used == Limit) first = Math.Max(first, Limit / 10);
        if (first == 0) return;
        hashes.AsSpan(first, used - first).CopyTo(hashes);
        seconds.AsSpan(first, used - first).CopyTo(seconds);
        used -= first;
    }
}
