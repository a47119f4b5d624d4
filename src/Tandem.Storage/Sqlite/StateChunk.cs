using System.Buffers.Binary;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// The stored form of some states of one checkpoint, a row of <c>state_deltas</c>. Entries of 16 bytes, in order of id:
/// the id (8) and the lengths of profile and work (4 and 4; both 0 where the state was taken away). A checkpoint has no
/// profiles, so only chunks of earlier versions have a length there. After the entries stand XXH64 of the bytes and XXH64
/// of all entries, both seeded with the chunk's number, so that a chunk at a wrong place is found out too. Apart from them
/// lie the states' bytes one after another, so that whoever wants to know only what is there need not read them.
/// </summary>
internal static class StateChunk
{
    /// <summary>
    /// A chunk ends when it has this many bytes. Small enough that reading one state of it reads little, large enough
    /// that a row costs little for each state.
    /// </summary>
    public const int TargetSize = 16 << 10;

    public const int MaxEntries = 1 << 10;

    private const int EntrySize = 16, ChecksumsSize = 16;

    public static void Add(ByteWriter entries, ByteWriter bytes, in StateRow row)
    {
        entries.Fixed64((ulong)row.Id.Value);
        entries.Fixed32((uint)row.Profile.Length);
        entries.Fixed32((uint)row.Work.Length);
        bytes.Raw(row.Profile.Span);
        bytes.Raw(row.Work.Span);
    }

    public static void End(ByteWriter entries, ReadOnlySpan<byte> bytes, long number)
    {
        entries.Fixed64(Xxh64.Hash(bytes, (ulong)number));
        entries.Fixed64(Xxh64.Hash(entries.Span, (ulong)number));
    }

    /// <summary>How many entries there are, once they are checked.</summary>
    /// <exception cref="InvalidDataException">They are damaged; the message names the file and the shard.</exception>
    public static int Check(ReadOnlySpan<byte> entries, long number, ShardId shard, string path) =>
        entries.Length >= ChecksumsSize && entries.Length % EntrySize == 0 && BinaryPrimitives.ReadUInt64LittleEndian(entries[^8..]) == Xxh64.Hash(entries[..^8], (ulong)number)
            ? (entries.Length - ChecksumsSize) / EntrySize
            : throw Damaged(path, number, shard);

    /// <inheritdoc cref="Check(ReadOnlySpan{byte}, long, ShardId, string)"/>
    public static int Check(ReadOnlySpan<byte> entries, ReadOnlySpan<byte> bytes, long number, ShardId shard, string path)
    {
        var count = Check(entries, number, shard, path);
        return BinaryPrimitives.ReadUInt64LittleEndian(entries[^16..]) == Xxh64.Hash(bytes, (ulong)number) ? count : throw Damaged(path, number, shard);
    }

    public static EntityId Id(ReadOnlySpan<byte> entries, int slot) => new(BinaryPrimitives.ReadInt64LittleEndian(entries[(slot * EntrySize)..]));

    public static (int Profile, int Work) Lengths(ReadOnlySpan<byte> entries, int slot) =>
        (BinaryPrimitives.ReadInt32LittleEndian(entries[(slot * EntrySize + 8)..]), BinaryPrimitives.ReadInt32LittleEndian(entries[(slot * EntrySize + 12)..]));

    /// <summary>One state of a checked chunk, copied.</summary>
    public static StateRow Row(ReadOnlySpan<byte> entries, ReadOnlySpan<byte> bytes, int slot)
    {
        var start = 0;
        for (var before = 0; before < slot; before++) start += Lengths(entries, before) is var (p, w) ? p + w : 0;
        var (profile, work) = Lengths(entries, slot);
        return new(Id(entries, slot), bytes.Slice(start, profile).ToArray(), bytes.Slice(start + profile, work).ToArray());
    }

    public static InvalidDataException Damaged(string path, long number, ShardId shard) =>
        new($"{path}: the chunk {number} of changed states of shard {shard} is damaged: its checksum does not fit. Restore the file from a backup or a snapshot.");
}
