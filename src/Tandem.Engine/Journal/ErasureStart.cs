using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>The payload of a <see cref="EntryKind.Erase"/> entry: a customer is to be erased.</summary>
/// <param name="Known">
/// <see cref="Linking.EraseFold.WhatIsKnown"/> of the customer as whoever asks has seen it: one who is known by something
/// else meanwhile is left as it is, and it is asked again.
/// </param>
public sealed record ErasureStart(EntityId Customer, ulong Known)
{
    private const byte Format = 1;

    public byte[] ToBytes()
    {
        var to = new ByteWriter(17);
        to.Byte(Format);
        to.Fixed64((ulong)Customer.Value);
        to.Fixed64(Known);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static ErasureStart Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"An erasure of format {format}; this version reads {Format}.");
        return new(new((long)from.Fixed64()), from.Fixed64());
    }
}
