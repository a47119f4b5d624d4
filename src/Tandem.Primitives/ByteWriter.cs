using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Tandem.Primitives;

/// <summary>
/// Writes the engine's binary formats: little-endian fixed integers, LEB128 varints, zig-zag for signed ones, and
/// length-prefixed UTF-8. Grows as needed; <see cref="Clear"/> keeps the buffer. Not thread-safe.
/// </summary>
public sealed class ByteWriter(int capacity = 256) : IBufferWriter<byte>
{
    private byte[] buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => buffer.AsSpan(0, Length);

    /// <summary>What was written, until the next write or <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(0, Length);

    public byte[] ToArray() => Span.ToArray();

    public void Clear() => Length = 0;

    public void Byte(byte value) => Grow(1)[0] = value;

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Fixed16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Grow(2), value);

    public void Fixed32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Grow(4), value);

    public void Fixed64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Grow(8), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Grow(8), value);

    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    public void Signed(long value) => Varint((ulong)(value << 1 ^ value >> 63));

    /// <summary>A length in bytes, then UTF-8.</summary>
    public void Text(string value)
    {
        var size = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)size);
        Encoding.UTF8.GetBytes(value, Grow(size));
    }

    /// <summary>Null is told apart from empty.</summary>
    public void TextOrNull(string? value)
    {
        Bool(value is not null);
        if (value is not null) Text(value);
    }

    /// <summary>A length, then the bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        value.CopyTo(Grow(value.Length));
    }

    /// <summary>The bytes alone.</summary>
    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Grow(value.Length));

    /// <summary>Numbers one after another (columns of a format), little-endian as in memory.</summary>
    public void Fixed64s(ReadOnlySpan<ulong> values) => Raw(MemoryMarshal.AsBytes(values));

    /// <summary>Leaves room for what is known only later; answers where it begins.</summary>
    public int Leave(int count)
    {
        Grow(count).Clear();
        return Length - count;
    }

    /// <summary>Bytes that were written or left, to be written over; until the next write.</summary>
    public Span<byte> Left(int start, int count) => buffer.AsSpan(0, Length).Slice(start, count);

    void IBufferWriter<byte>.Advance(int count) => Length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, 1));
        return buffer.AsMemory(Length);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, 1));
        return buffer.AsSpan(Length);
    }

    private Span<byte> Grow(int count)
    {
        Reserve(count);
        var span = buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }

    private void Reserve(int count)
    {
        if (buffer.Length - Length < count) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + count));
    }
}
