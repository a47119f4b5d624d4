using Tandem.Primitives;

namespace Tandem.Engine.Dispositions;

/// <summary>What a shard did with the interactions that it folded between two checkpoints, in stored form.</summary>
/// <param name="Last">The last entry with which one of them was decided. It belongs to one shard, and so tells chunks apart.</param>
/// <param name="FirstEntry">No interaction in it stands before this.</param>
/// <param name="LastEntry">No interaction in it stands after this.</param>
public readonly record struct DispositionChunk(Position Last, Position FirstEntry, Position LastEntry, ReadOnlyMemory<byte> Bytes)
{
    internal const byte Format = 1;

    /// <summary>In the order in which they were decided.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public void Read(List<Disposition> into)
    {
        var from = new ByteReader(Bytes.Span);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"Dispositions of format {format}; this version reads {Format}.");
        var folded = 0L;
        while (!from.AtEnd)
        {
            folded += (long)from.Varint();
            var kind = (DispositionKind)from.Byte();
            var entry = folded - from.Signed();
            into.Add(new(new(folded), new(entry), kind, new((long)from.Fixed64())));
        }
    }
}
