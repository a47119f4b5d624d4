using System.Buffers.Binary;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// Tracks as they are stored: a table with one line of fixed size for each, in order of their hashes, and their bytes behind
/// it. A track is found by a search in the table, and nothing is made of the others. Immutable.
/// </summary>
internal readonly struct TrackDirectory
{
    /// <summary>Bytes of a line: the hash (8), the next moment (8), the generation (4), and where the track's bytes end (4).</summary>
    public const int LineBytes = 24;

    private const int NextAt = 8, GenerationAt = 16, EndAt = 20;

    private readonly ReadOnlyMemory<byte> bytes;

    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public TrackDirectory(int count, ReadOnlyMemory<byte> bytes)
    {
        if (count > bytes.Length / LineBytes) throw new InvalidDataException($"{count} tracks within {bytes.Length} bytes: the data is cut short.");
        (Count, this.bytes) = (count, bytes);
        if (EndOf(count - 1) != bytes.Length - count * LineBytes) throw new InvalidDataException($"Tracks that do not end where their {bytes.Length} bytes end: the data is cut short or damaged.");
    }

    public int Count { get; }

    /// <summary>All bytes of the tracks, one track after another.</summary>
    public ReadOnlySpan<byte> Contents => bytes.Span[(Count * LineBytes)..];

    public ulong HashOf(int place) => BinaryPrimitives.ReadUInt64LittleEndian(Line(place));

    /// <summary>See <see cref="TrackSlot.Next"/>.</summary>
    public long NextOf(int place) => BinaryPrimitives.ReadInt64LittleEndian(Line(place)[NextAt..]);

    public int GenerationOf(int place) => BinaryPrimitives.ReadInt32LittleEndian(Line(place)[GenerationAt..]);

    /// <summary>Where the bytes of a track end within <see cref="Contents"/>; 0 before the first.</summary>
    public int EndOf(int place) => place < 0 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(Line(place)[EndAt..]);

    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public ReadOnlyMemory<byte> BytesOf(int place)
    {
        var (start, end) = (EndOf(place - 1), EndOf(place));
        if (start > end || end > bytes.Length - Count * LineBytes) throw new InvalidDataException($"A track from {start} to {end}: the data is damaged.");
        return bytes.Slice(Count * LineBytes + start, end - start);
    }

    /// <summary>The place of a track; less than 0 where there is none, the complement of where it would be.</summary>
    public int PlaceOf(ulong hash)
    {
        int low = 0, high = Count;
        var lines = bytes.Span;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (BinaryPrimitives.ReadUInt64LittleEndian(lines[(middle * LineBytes)..]) < hash) low = middle + 1;
            else high = middle;
        }
        return low < Count && HashOf(low) == hash ? low : ~low;
    }

    public void Write(ByteWriter to) => to.Raw(bytes.Span);

    public static void WriteLine(Span<byte> to, ulong hash, long next, int generation, int end)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, hash);
        BinaryPrimitives.WriteInt64LittleEndian(to[NextAt..], next);
        BinaryPrimitives.WriteInt32LittleEndian(to[GenerationAt..], generation);
        BinaryPrimitives.WriteInt32LittleEndian(to[EndAt..], end);
    }

    private ReadOnlySpan<byte> Line(int place) => bytes.Span.Slice(place * LineBytes, LineBytes);
}
