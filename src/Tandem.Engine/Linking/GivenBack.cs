using Tandem.Engine.Customers;
using Tandem.Primitives;

namespace Tandem.Engine.Linking;

/// <summary>A customer who was merged into another and is one of its own again, as its home is told.</summary>
/// <param name="Ruleset">The rules under which its past was folded.</param>
/// <param name="Profile">Beside <paramref name="Work"/> in entries of earlier versions.</param>
/// <param name="Work">The customer, whole.</param>
/// <param name="Interactions">Those that had been applied to the one who stayed and are this customer's, in order of position.</param>
public sealed record GivenBack(int Ruleset, ReadOnlyMemory<byte> Profile, ReadOnlyMemory<byte> Work, IReadOnlyList<Position> Interactions)
{
    private const byte Format = 1;

    public byte[] ToBytes()
    {
        var to = new ByteWriter(64 + Profile.Length + Work.Length);
        to.Byte(Format);
        to.Varint((ulong)Ruleset);
        to.Bytes(Profile.Span);
        to.Bytes(Work.Span);
        to.Varint((ulong)Interactions.Count);
        var last = 0L;
        foreach (var position in Interactions)
        {
            to.Varint((ulong)(position.Value - last));
            last = position.Value;
        }
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static GivenBack Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"A customer given back in format {format}; this version reads {Format}.");
        var (ruleset, profile, work) = ((int)from.Varint(), from.Bytes().ToArray(), from.Bytes().ToArray());
        var positions = new Position[from.Count()];
        var last = 0L;
        for (var i = 0; i < positions.Length; i++) positions[i] = new(last += (long)from.Varint());
        return new(ruleset, profile, work, positions);
    }

    public Customer ToCustomer(EntityId id) => Customer.Read(id, Profile.Span, Work);
}
