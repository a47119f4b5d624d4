using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>The payload of a <see cref="EntryKind.Separating"/> entry: a merge is to be undone.</summary>
/// <param name="Stayer">The customer who stayed.</param>
/// <param name="Absorbed">The one who was merged into it.</param>
public sealed record SeparationStart(EntityId Stayer, EntityId Absorbed)
{
    private const byte Format = 1;

    public byte[] ToBytes()
    {
        var to = new ByteWriter(17);
        to.Byte(Format);
        to.Fixed64((ulong)Stayer.Value);
        to.Fixed64((ulong)Absorbed.Value);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static SeparationStart Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"The start of a separation of format {format}; this version reads {Format}.");
        return new(new((long)from.Fixed64()), new((long)from.Fixed64()));
    }
}
