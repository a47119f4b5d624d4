using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres;

/// <summary>
/// The stored form of some entries of one shard that were accepted together: format 1, then for each entry its kind (1),
/// length (varint) and payload, then XXH64 of all that, seeded with the shard. Positions and time stand beside it, since they
/// come later.
/// </summary>
internal static class EntryBlock
{
    public const byte Format = 1;

    /// <summary>A block ends when it has this many bytes or entries: few enough that one turn can take it whole.</summary>
    public const int TargetSize = 64 << 10, MaxEntries = 256;

    public static void Begin(ByteWriter to)
    {
        to.Clear();
        to.Byte(Format);
    }

    public static void Add(ByteWriter to, in Arrival arrival)
    {
        to.Byte((byte)arrival.Kind);
        to.Bytes(arrival.Payload.Span);
    }

    public static byte[] End(ByteWriter to, ShardId shard)
    {
        to.Fixed64(Xxh64.Hash(to.Span, (ulong)shard.Value));
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The block is damaged; the message names the shard and the positions.</exception>
    public static void Read(byte[] block, ShardId shard, long first, int count, Instant at, List<Entry> into)
    {
        if (block.Length < 9 || BitConverter.ToUInt64(block.AsSpan(^8..)) != Xxh64.Hash(block.AsSpan(..^8), (ulong)shard.Value)) throw Damaged("its checksum does not fit");
        if (block[0] != Format) throw Damaged($"it has format {block[0]}, and this version reads {Format}");
        var from = new ByteReader(block.AsSpan(1, block.Length - 9));
        for (var position = first; position < first + count; position++)
        {
            var (kind, size) = (from.Byte(), from.Count());
            var start = block.Length - 8 - from.Remaining;
            from.Raw(size);
            into.Add(new(shard, new(position), at, (EntryKind)kind, block.AsMemory(start, size)));
        }
        if (!from.AtEnd) throw Damaged("it holds more entries than its row says");

        InvalidDataException Damaged(string why) =>
            new($"The journal's row of shard {shard} with the positions {first} to {first + count - 1} is damaged: {why}. Restore the database from a backup.");
    }

    /// <summary>The blocks of a call's arrivals, shard by shard, each shard's in order.</summary>
    public static void Split(IReadOnlyList<Arrival> arrivals, ByteWriter scratch, BlockRows into)
    {
        foreach (var group in arrivals.GroupBy(arrival => arrival.Shard))
        {
            var count = 0;
            foreach (var arrival in group)
            {
                if (count == 0) Begin(scratch);
                Add(scratch, arrival);
                if (++count < MaxEntries && scratch.Length < TargetSize) continue;
                into.Add(group.Key, count, End(scratch, group.Key));
                count = 0;
            }
            if (count > 0) into.Add(group.Key, count, End(scratch, group.Key));
        }
    }
}
