using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>
/// The payload of a <see cref="EntryKind.Past"/> entry: what some customers of a shard did before the shard began to
/// keep certain aggregates. Pages come in the order of ids, and one that comes a second time changes nothing.
/// </summary>
/// <param name="Generation">The ruleset with which these aggregates began.</param>
/// <param name="Aggregates">Their hashes.</param>
/// <param name="UpTo">The last customer whose past is brought with this page: everybody between the page before and this one is done.</param>
/// <param name="Pieces">Of those who have a past, in order of id.</param>
public sealed record PastPage(int Generation, IReadOnlyList<ulong> Aggregates, EntityId UpTo, IReadOnlyList<PastPiece> Pieces)
{
    private const byte Format = 1;

    public byte[] ToBytes()
    {
        var to = new ByteWriter(64 + Pieces.Sum(piece => piece.Tracks.Length + 16));
        to.Byte(Format);
        to.Varint((ulong)Generation);
        to.Varint((ulong)Aggregates.Count);
        foreach (var hash in Aggregates) to.Fixed64(hash);
        to.Fixed64((ulong)UpTo.Value);
        to.Varint((ulong)Pieces.Count);
        foreach (var piece in Pieces)
        {
            to.Fixed64((ulong)piece.Customer.Value);
            to.Bytes(piece.Tracks.Span);
        }
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static PastPage Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"A page of the past of format {format}; this version reads {Format}.");
        var generation = (int)from.Varint();
        var hashes = new ulong[from.Count()];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = from.Fixed64();
        var upTo = new EntityId((long)from.Fixed64());
        var pieces = new PastPiece[from.Count()];
        for (var i = 0; i < pieces.Length; i++) pieces[i] = new(new((long)from.Fixed64()), from.Bytes().ToArray());
        return new(generation, hashes, upTo, pieces);
    }
}

/// <summary>What one customer did: tracks of some aggregates, in stored form.</summary>
/// <param name="Customer">As it was known when it happened: an id that was merged since resolves.</param>
public readonly record struct PastPiece(EntityId Customer, ReadOnlyMemory<byte> Tracks);
