using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// The stored form of some entries that follow one another: format 1, <c>at</c> (8 bytes), then for each entry its shard
/// (2), kind (1), length (varint) and payload, then XXH64 of all that, seeded with the first position, so that a block
/// that lies at a wrong place is found out too. Beside it stands the tally: how many entries each shard has in it, as
/// pairs of varints, and its own checksum, so that a backlog is counted without reading the entries.
/// </summary>
internal static class JournalBlock
{
    public const byte Format = 1;

    /// <summary>
    /// A block ends when it has this many bytes. Small enough that finding one old entry reads little, large enough
    /// that a row costs nothing per entry.
    /// </summary>
    public const int TargetSize = 64 << 10;

    public static void Begin(ByteWriter to, Instant at)
    {
        to.Clear();
        to.Byte(Format);
        to.Fixed64((ulong)at.Micros);
    }

    public static void Add(ByteWriter to, in Arrival arrival)
    {
        to.Fixed16((ushort)arrival.Shard.Value);
        to.Byte((byte)arrival.Kind);
        to.Bytes(arrival.Payload.Span);
    }

    public static void End(ByteWriter to, long first) => to.Fixed64(Xxh64.Hash(to.Span, (ulong)first));

    public static void Tally(ByteWriter to, ReadOnlySpan<int> counts, long first)
    {
        to.Clear();
        for (var shard = 0; shard < counts.Length; shard++)
        {
            if (counts[shard] == 0) continue;
            to.Varint((ulong)shard);
            to.Varint((ulong)counts[shard]);
        }
        to.Fixed64(Xxh64.Hash(to.Span, (ulong)first));
    }

    /// <summary>The pairs of a tally, checked.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ByteReader ReadTally(ReadOnlySpan<byte> tally, long first, int count, string path) =>
        tally.Length >= 8 && BitConverter.ToUInt64(tally[^8..]) == Xxh64.Hash(tally[..^8], (ulong)first)
            ? new(tally[..^8])
            : throw Damaged(path, first, count, "the checksum of its tally does not fit");

    /// <summary>Checks a block and gives its time.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names the file and its positions.</exception>
    public static Instant Check(ReadOnlySpan<byte> block, long first, int count, string path)
    {
        if (block.Length < 17 || BitConverter.ToUInt64(block[^8..]) != Xxh64.Hash(block[..^8], (ulong)first))
            throw Damaged(path, first, count, "its checksum does not fit");
        if (block[0] != Format) throw Damaged(path, first, count, $"it has format {block[0]}, and this version reads {Format}");
        return new(BitConverter.ToInt64(block[1..]));
    }

    /// <summary>The entries of a checked block after a position. Payloads are parts of the block, which must not change afterwards.</summary>
    public static void Read(byte[] block, long first, int count, Position after, List<Entry> into, string path)
    {
        var at = Check(block, first, count, path);
        var from = new ByteReader(block.AsSpan(9, block.Length - 17));
        for (var position = first; position < first + count; position++)
        {
            var (shard, kind, size) = (from.Fixed16(), from.Byte(), from.Count());
            var start = block.Length - 8 - from.Remaining;
            from.Raw(size);
            if (position > after.Value)
                into.Add(new(new(shard), new(position), at, (EntryKind)kind, block.AsMemory(start, size)));
        }
        if (!from.AtEnd) throw Damaged(path, first, count, "it holds more entries than its row says");
    }

    public static InvalidDataException Damaged(string path, long first, int count, string why) =>
        new($"{path}: the block of positions {first} to {first + count - 1} is damaged: {why}. Restore the file from a backup.");
}
