using System.Buffers.Binary;
using System.Globalization;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>
/// The stored form of a sealed part of the journal, format 1. One file holds the entries of positions that follow one
/// another, in chunks; numbers are little-endian, checksums XXH64, each seeded with the first position of what it is of,
/// so that a section at a wrong place is found out too.
/// <code>
/// header     magic (8 bytes), format (4), 0 (4), first and last position (8 + 8), first and last `at` (8 + 8), checksum (8)
/// payloads   of each chunk the payloads one after another: Brotli, or as they are where that is not shorter
/// indexes    of each chunk a <see cref="PartIndex"/>
/// directory  of each chunk a <see cref="PartChunk"/>, with the checksums of its two sections
/// trailer    where the directory is (8), its length (4), how many chunks (4), its checksum (8), checksum of these (8)
/// </code>
/// The indexes stand together, so that a search by name and time reads them in one piece and no payloads.
/// </summary>
internal static class PartFormat
{
    public const uint Format = 1;
    public const int HeaderSize = 56, TrailerSize = 32;
    public const string Extension = ".part", TemporaryExtension = ".part.new";

    /// <summary>
    /// A chunk ends when its payloads have this many bytes. Compression gains little from more, a single old entry costs
    /// one chunk, and arrays stay below the size from which the runtime keeps them apart and collects them seldom.
    /// </summary>
    public const int ChunkSize = 64 << 10;

    private static ReadOnlySpan<byte> Magic => "TNDMPART"u8;

    public static string NameOf(PositionRange range) =>
        string.Create(CultureInfo.InvariantCulture, $"{range.First.Value:D16}-{range.Last.Value:D16}{Extension}");

    /// <summary>The positions that a file's name promises; null for other files.</summary>
    public static PositionRange? RangeOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path).Split('-');
        return Path.GetExtension(path) == Extension && name.Length == 2
            && long.TryParse(name[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(name[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first >= 1 && first <= last
            ? new PositionRange(new(first), new(last))
            : null;
    }

    public static byte[] Header(PositionRange range, Instant firstAt, Instant lastAt)
    {
        var to = new ByteWriter(HeaderSize);
        to.Raw(Magic);
        to.Fixed32(Format);
        to.Fixed32(0);
        foreach (var number in (ReadOnlySpan<long>)[range.First.Value, range.Last.Value, firstAt.Micros, lastAt.Micros]) to.Fixed64((ulong)number);
        to.Fixed64(Xxh64.Hash(to.Span, (ulong)range.First.Value));
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">It is damaged, of a newer format, or of other positions.</exception>
    public static (Instant FirstAt, Instant LastAt) ReadHeader(ReadOnlySpan<byte> header, PositionRange range, string path)
    {
        if (!header.StartsWith(Magic)) throw Damaged(path, range, "it does not begin as a part does");
        var format = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (format > Format) throw new InvalidDataException($"{path} has format {format}, and this version reads up to {Format}. Start a newer version of Tandem.");
        var first = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        if (BinaryPrimitives.ReadUInt64LittleEndian(header[(HeaderSize - 8)..]) != Xxh64.Hash(header[..(HeaderSize - 8)], (ulong)first))
            throw Damaged(path, range, "the checksum of its header does not fit");
        var held = new PositionRange(new(first), new(BinaryPrimitives.ReadInt64LittleEndian(header[24..])));
        if (held != range) throw Damaged(path, range, $"it holds positions {held}");
        return (new(BinaryPrimitives.ReadInt64LittleEndian(header[32..])), new(BinaryPrimitives.ReadInt64LittleEndian(header[40..])));
    }

    public static InvalidDataException Damaged(string path, PositionRange range, string why) =>
        new($"{path}: the part of positions {range} is damaged: {why}. Restore the file from a backup.");
}
