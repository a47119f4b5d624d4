using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>What the directory of a part says of one chunk.</summary>
/// <param name="At">The time of its first entry.</param>
/// <param name="Stored">How many bytes the payloads have in the file; as many as <paramref name="Size"/> where they are not compressed.</param>
/// <param name="Size">How many bytes they have in memory.</param>
internal readonly record struct PartChunk(
    Position First, int Count, Instant At, long PayloadOffset, int Stored, int Size, ulong PayloadChecksum, long IndexOffset, int IndexLength, ulong IndexChecksum)
{
    public PositionRange Range => new(First, new(First.Value + Count - 1));

    public void Write(ByteWriter to)
    {
        to.Varint((ulong)Count);
        to.Signed(At.Micros);
        to.Varint((ulong)PayloadOffset);
        to.Varint((ulong)Stored);
        to.Varint((ulong)Size);
        to.Fixed64(PayloadChecksum);
        to.Varint((ulong)IndexOffset);
        to.Varint((ulong)IndexLength);
        to.Fixed64(IndexChecksum);
    }

    /// <param name="first">One more than the last position of the chunk before.</param>
    public static PartChunk Read(ref ByteReader from, Position first) => new(
        first, (int)from.Varint(), new(from.Signed()), (long)from.Varint(), (int)from.Varint(), (int)from.Varint(), from.Fixed64(),
        (long)from.Varint(), (int)from.Varint(), from.Fixed64());
}
