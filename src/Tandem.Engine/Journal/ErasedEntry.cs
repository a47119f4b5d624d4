using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>
/// The payload of an <see cref="EntryKind.Erased"/> entry, which stands in the place of one that held the data of a
/// customer who was erased: what it was, without anything of the customer.
/// </summary>
/// <param name="Kind">Of the entry that stood there.</param>
public sealed record ErasedEntry(EntryKind Kind)
{
    private const byte Format = 1;

    /// <summary>Of a message between shards: these are counted, and none may be missing.</summary>
    public ShardId From { get; init; }

    /// <inheritdoc cref="From"/>
    public long Number { get; init; }

    /// <inheritdoc cref="From"/>
    public int Ruleset { get; init; }

    public byte[] ToBytes()
    {
        var to = new ByteWriter(16);
        to.Byte(Format);
        to.Byte((byte)Kind);
        if (Kind != EntryKind.Message) return to.ToArray();
        to.Varint((ulong)From.Value);
        to.Varint((ulong)Number);
        to.Varint((ulong)Ruleset);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static ErasedEntry Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"An erased entry of format {format}; this version reads {Format}.");
        var kind = (EntryKind)from.Byte();
        return kind == EntryKind.Message
            ? new(kind) { From = new((int)from.Varint()), Number = (long)from.Varint(), Ruleset = (int)from.Varint() }
            : new(kind);
    }
}
