using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tandem.Storage.Backups;

/// <summary>
/// What a part holds: how many records, how many bytes, and a hash of all of them: the sum, modulo 2^128, of the first 16 bytes
/// of each record's SHA-256. So it is the same whatever order a store gives its records in.
/// </summary>
public sealed record PartTally(BackupPart Part, long Records, long Bytes, UInt128 Hash)
{
    public static PartTally Empty(BackupPart part) => new(part, 0, 0, 0);

    /// <summary>As people compare it.</summary>
    public string HashText => Hash.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    public static UInt128 HashOf(ReadOnlySpan<byte> record)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
