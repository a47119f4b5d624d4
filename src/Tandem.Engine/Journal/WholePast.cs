using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>The payload of a <see cref="EntryKind.Whole"/> entry: the past of some aggregates has been brought to everybody, in all shards.</summary>
/// <param name="Generation">The ruleset with which they began.</param>
/// <param name="Since">What was taken from here on is in them; null for everything that ever was.</param>
public sealed record WholePast(int Generation, IReadOnlyList<ulong> Aggregates, Instant? Since)
{
    private const byte Format = 1;

    public byte[] ToBytes()
    {
        var to = new ByteWriter(32 + 8 * Aggregates.Count);
        to.Byte(Format);
        to.Varint((ulong)Generation);
        to.Bool(Since is not null);
        if (Since is { } since) to.Signed(since.Micros);
        to.Varint((ulong)Aggregates.Count);
        foreach (var hash in Aggregates) to.Fixed64(hash);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static WholePast Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"The end of a backfill of format {format}; this version reads {Format}.");
        var (generation, since) = ((int)from.Varint(), from.Bool() ? new Instant(from.Signed()) : (Instant?)null);
        var hashes = new ulong[from.Count()];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = from.Fixed64();
        return new(generation, hashes, since);
    }
}
