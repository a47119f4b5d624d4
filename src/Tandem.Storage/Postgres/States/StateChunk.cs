using System.Buffers.Binary;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres.States;

/// <summary>
/// The stored form of some states of one checkpoint, a row of <c>state_chunks</c>. Entries of 20 bytes: the id (8), when it is
/// due (8; <see cref="KeepDue"/> and <see cref="NotDue"/> have a meaning of their own) and the length of its bytes (4; 0 where the
/// state was taken away). After them XXH64 of all entries, seeded with the chunk's number. Apart from them lie the states' bytes one
/// after another, uncompressed, so that the server reads one state out of them without the others.
/// </summary>
internal static class StateChunk
{
    /// <summary>As when something is due: never. Greater than any time.</summary>
    public const long NotDue = long.MaxValue;

    /// <summary>As when something is due: what its row says.</summary>
    public const long KeepDue = long.MinValue;

    /// <summary>A chunk ends when it has this many bytes.</summary>
    public const int TargetSize = 256 << 10;

    private const int EntrySize = 20, ChecksumSize = 8;

    // Of a turn's chunks the numbers rise, and each turn has a greater number than the one before.
    private const int BitsInTurn = 20;

    public static long Number(long turn, int place) =>
        place < 1 << BitsInTurn ? turn << BitsInTurn | (uint)place : throw new ArgumentOutOfRangeException(nameof(place), place, "A checkpoint has too many chunks of states.");

    public static void Add(ByteWriter entries, ByteWriter bytes, in StateRow row, long due)
    {
        entries.Fixed64((ulong)row.Id.Value);
        entries.Fixed64((ulong)due);
        entries.Fixed32((uint)row.Work.Length);
        bytes.Raw(row.Work.Span);
    }

    public static void End(ByteWriter entries, long number) => entries.Fixed64(Xxh64.Hash(entries.Span, (ulong)number));

    /// <exception cref="InvalidDataException">The entries are damaged; the message names the shard.</exception>
    public static IEnumerable<(EntityId Id, ChunkPlace Place)> Places(ReadOnlyMemory<byte> entries, long number, ShardId shard)
    {
        var length = entries.Length - ChecksumSize;
        if (length < 0 || length % EntrySize != 0 || BinaryPrimitives.ReadUInt64LittleEndian(entries.Span[length..]) != Xxh64.Hash(entries.Span[..length], (ulong)number)) throw Damaged(number, shard);
        return Read();

        IEnumerable<(EntityId, ChunkPlace)> Read()
        {
            for (var (at, start) = (0, 0); at < length; at += EntrySize)
            {
                var entry = entries.Span[at..];
                var (id, due, size) = (BinaryPrimitives.ReadInt64LittleEndian(entry), BinaryPrimitives.ReadInt64LittleEndian(entry[8..]), BinaryPrimitives.ReadInt32LittleEndian(entry[16..]));
                yield return (new(id), new(number, start, size, due));
                start += size;
            }
        }
    }

    public static InvalidDataException Damaged(long number, ShardId shard) =>
        new($"The chunk {number} of changed states of shard {shard} is damaged: its checksum does not fit. Restore the database from a backup.");
}
