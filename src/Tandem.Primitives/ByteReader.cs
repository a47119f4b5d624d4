using System.Buffers.Binary;
using System.Text;

namespace Tandem.Primitives;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. Anything cut short or impossible throws <see cref="InvalidDataException"/>.</summary>
public ref struct ByteReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> rest = data;

    public readonly bool AtEnd => rest.IsEmpty;

    public readonly int Remaining => rest.Length;

    public byte Byte() => Raw(1)[0];

    public bool Bool() => Byte() != 0;

    public ushort Fixed16() => BinaryPrimitives.ReadUInt16LittleEndian(Raw(2));

    public uint Fixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Raw(4));

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Raw(8));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Raw(8));

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw new InvalidDataException("A varint of more than 64 bits: the data is damaged.");
    }

    public long Signed()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A count of things of at least one byte each, so never more than there are bytes left.</summary>
    public int Count()
    {
        var count = Varint();
        if (count > (ulong)rest.Length) throw new InvalidDataException($"A count of {count} with {rest.Length} bytes left: the data is damaged.");
        return (int)count;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public string? TextOrNull() => Bool() ? Text() : null;

    public ReadOnlySpan<byte> Bytes() => Raw(Count());

    public ReadOnlySpan<byte> Raw(int count)
    {
        if (count > rest.Length) throw new InvalidDataException($"{count} bytes wanted, {rest.Length} left: the data is cut short.");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    public readonly ReadOnlySpan<byte> Rest() => rest;
}
