using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>The payload of a <see cref="EntryKind.Separated"/> entry: what two customers are without each other.</summary>
/// <param name="Stayer">The customer who stays; one who has another <paramref name="Cut"/> by now, or none, is left as it is.</param>
/// <param name="Ruleset">The rules under which their pasts were folded; <see cref="GivenUp"/> where nothing came of it.</param>
public sealed record SeparationEnd(EntityId Stayer, EntityId Absorbed, Position Cut, int Ruleset)
{
    /// <summary>No ruleset: the customer stays as it is, and what waited is folded.</summary>
    public const int GivenUp = -1;

    private const byte Format = 1;

    /// <summary>Beside <see cref="Work"/> in entries of earlier versions.</summary>
    public ReadOnlyMemory<byte> Profile { get; init; }

    /// <summary>The state of the one who stays.</summary>
    public ReadOnlyMemory<byte> Work { get; init; }

    /// <summary>Older parts of its timeline that are others now, by number.</summary>
    public IReadOnlyList<(int Number, ReadOnlyMemory<byte> Bytes)> Chunks { get; init; } = [];

    /// <summary>The other one: <see cref="Linking.GivenBack"/>.</summary>
    public ReadOnlyMemory<byte> GivenBack { get; init; }

    public byte[] ToBytes()
    {
        var to = new ByteWriter(64 + Profile.Length + Work.Length + GivenBack.Length);
        to.Byte(Format);
        to.Fixed64((ulong)Stayer.Value);
        to.Fixed64((ulong)Absorbed.Value);
        to.Varint((ulong)Cut.Value);
        to.Signed(Ruleset);
        to.Bytes(Profile.Span);
        to.Bytes(Work.Span);
        to.Varint((ulong)Chunks.Count);
        foreach (var (number, bytes) in Chunks)
        {
            to.Varint((ulong)number);
            to.Bytes(bytes.Span);
        }
        to.Bytes(GivenBack.Span);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static SeparationEnd Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"The end of a separation of format {format}; this version reads {Format}.");
        var (stayer, absorbed, cut, ruleset) = (new EntityId((long)from.Fixed64()), new EntityId((long)from.Fixed64()), new Position((long)from.Varint()), (int)from.Signed());
        var (profile, work) = (from.Bytes().ToArray(), from.Bytes().ToArray());
        var chunks = new (int Number, ReadOnlyMemory<byte> Bytes)[from.Count()];
        for (var i = 0; i < chunks.Length; i++) chunks[i] = ((int)from.Varint(), from.Bytes().ToArray());
        return new(stayer, absorbed, cut, ruleset) { Profile = profile, Work = work, Chunks = chunks, GivenBack = from.Bytes().ToArray() };
    }
}
