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

    // Two columns, because the search runs over hashes alone and is vectorised there. What was forgotten stands before
    // `first`: what is remembered must follow from what was added, never from how large an array happens to be.
    private ulong[] hashes = [];
    private uint[] seconds = [];
    private int first;
    private int end;

    public int Count => end - first;

    public bool Contains(ulong hash) => hashes.AsSpan(first, Count).Contains(hash);

    public void Add(ulong hash, Instant at)
    {
        var second = (uint)Math.Clamp(at.Micros / 1_000_000, 0, uint.MaxValue);
        Forget(second);
        if (end == hashes.Length) MakeRoom();
        hashes[end] = hash;
        seconds[end++] = second;
    }

    public void Merge(RecentMessages other)
    {
        for (var i = other.first; i < other.end; i++)
            if (!Contains(other.hashes[i])) Add(other.hashes[i], new(other.seconds[i] * 1_000_000L));
    }

    /// <summary>Those of some hashes, as long as before.</summary>
    public RecentMessages Only(Func<ulong, bool> isWanted)
    {
        var some = new RecentMessages();
        for (var i = first; i < end; i++)
            if (isWanted(hashes[i])) some.Add(hashes[i], new(seconds[i] * 1_000_000L));
        return some;
    }

    public void Write(ByteWriter to)
    {
        to.Varint((ulong)Count);
        for (var i = first; i < end; i++)
        {
            to.Fixed64(hashes[i]);
            to.Fixed32(seconds[i]);
        }
    }

    public static RecentMessages Read(ref ByteReader from)
    {
        var count = from.Count();
        // With room for the one that it is read for.
        var messages = new RecentMessages { hashes = new ulong[count + 1], seconds = new uint[count + 1], end = count };
        for (var i = 0; i < count; i++)
        {
            messages.hashes[i] = from.Fixed64();
            messages.seconds[i] = from.Fixed32();
        }
        return messages;
    }

    /// <summary>Drops from the front what is older than 24 hours and, at the limit, the oldest tenth.</summary>
    private void Forget(uint now)
    {
        var oldest = now > KeptSeconds ? now - KeptSeconds : 0;
        while (first < end && seconds[first] < oldest) first++;
        if (Count >= Limit) first += Limit / 10;
    }

    private void MakeRoom()
    {
        var count = Count;
        var size = count >= hashes.Length / 2 ? Math.Max(4, count * 2) : hashes.Length;
        var (newHashes, newSeconds) = size == hashes.Length ? (hashes, seconds) : (new ulong[size], new uint[size]);
        hashes.AsSpan(first, count).CopyTo(newHashes);
        seconds.AsSpan(first, count).CopyTo(newSeconds);
        (hashes, seconds, first, end) = (newHashes, newSeconds, 0, count);
    }
}
