using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>Tracks as versions up to November 2026 stored them: without a table, so that all were gone through to find one.</summary>
internal static class EarlierTracks
{
    public const byte Format = 1;

    public static CustomerTracks Read(ReadOnlyMemory<byte> bytes)
    {
        var from = new ByteReader(bytes.Span);
        from.Byte();
        var slots = new TrackSlot[from.Count()];
        var due = slots.Length > 0 && from.Bool() ? from.Signed() : long.MaxValue;
        for (var i = 0; i < slots.Length; i++) slots[i] = ReadSlot(ref from, bytes, due);
        return CustomerTracks.Of(slots);
    }

    private static TrackSlot ReadSlot(ref ByteReader from, ReadOnlyMemory<byte> bytes, long due)
    {
        var (hash, generation) = (from.Fixed64(), (int)from.Varint());
        var next = from.Varint() is > 0 and var later ? due + (long)(later - 1) : long.MaxValue;
        var length = from.Bytes().Length;
        return new(hash, generation, next, bytes.Slice(bytes.Length - from.Remaining - length, length));
    }
}
