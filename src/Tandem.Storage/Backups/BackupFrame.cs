using System.Buffers.Binary;
using System.IO.Compression;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>
/// The stored form of a backup. The file begins with <see cref="Magic"/>, and then come frames: a head of 22 bytes (the part (1),
/// whether it is compressed (1), how many records (4), their bytes (4), the bytes stored (4), XXH64 of these 14), the
/// stored bytes, and XXH64 of them. Both hashes are seeded with the frame's number, so that one that is missing, doubled or
/// at a wrong place is found out too. The last frame is the manifest; after it stands SHA-256 of all that is before.
/// </summary>
internal static class BackupFrame
{
    public const int HeadSize = 22, HashSize = 8;

    /// <summary>A frame ends when it has this many bytes of records; a record is never divided.</summary>
    public const int TargetSize = 512 << 10;

    /// <summary>Nothing that is stored comes near this.</summary>
    private const int MaxSize = 1 << 30;

    // As the journal's parts: the cheap quality pays best.
    private const int Quality = 1, Window = 20;

    public static ReadOnlySpan<byte> Magic => "TANDEM BACKUP 1\n"u8;

    public static void Write(ByteWriter to, BackupPart part, ReadOnlySpan<byte> records, int count, long number)
    {
        var start = to.Length;
        to.Byte((byte)part);
        var flag = to.Leave(1);
        to.Fixed32((uint)count);
        to.Fixed32((uint)records.Length);
        var stored = to.Leave(4);
        var hash = to.Leave(8);
        var body = to.Leave(records.Length);
        // Into no more room than the records have: what does not get shorter stays as it is.
        var isShorter = BrotliEncoder.TryCompress(records, to.Left(body, records.Length), out var size, Quality, Window) && size < records.Length;
        if (!isShorter)
        {
            records.CopyTo(to.Left(body, records.Length));
            size = records.Length;
        }
        to.Left(flag, 1)[0] = isShorter ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32LittleEndian(to.Left(stored, 4), (uint)size);
        BinaryPrimitives.WriteUInt64LittleEndian(to.Left(hash, 8), Xxh64.Hash(to.Left(start, HeadSize - 8), (ulong)number));
        var bodyHash = Xxh64.Hash(to.Left(body, size), (ulong)number);
        ((System.Buffers.IBufferWriter<byte>)to).Advance(size - records.Length);
        to.Fixed64(bodyHash);
    }

    /// <summary>What a head says; null where it is damaged.</summary>
    public static (BackupPart Part, bool IsCompressed, int Count, int Size, int Stored)? ReadHead(ReadOnlySpan<byte> head, long number)
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(head[14..]) != Xxh64.Hash(head[..14], (ulong)number)) return null;
        var (count, size, stored) = (BinaryPrimitives.ReadUInt32LittleEndian(head[2..]), BinaryPrimitives.ReadUInt32LittleEndian(head[6..]), BinaryPrimitives.ReadUInt32LittleEndian(head[10..]));
        return size <= MaxSize && stored <= size && count <= MaxSize ? ((BackupPart)head[0], head[1] != 0, (int)count, (int)size, (int)stored) : null;
    }

    /// <summary>The records of stored bytes that are checked; false where they cannot be decompressed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> stored, bool isCompressed, Span<byte> records)
    {
        if (isCompressed) return BrotliDecoder.TryDecompress(stored, records, out var size) && size == records.Length;
        stored.CopyTo(records);
        return true;
    }
}
