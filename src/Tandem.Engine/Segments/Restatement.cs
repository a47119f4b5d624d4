using Tandem.Primitives;

namespace Tandem.Engine.Segments;

/// <summary>
/// The payload of a <see cref="Shards.EntryKind.Restate"/> entry: customers to be looked at under a new ruleset though
/// nothing happens to them. Made beside the traffic, in the order of their ids.
/// </summary>
/// <param name="Complete">With these, every customer of the shard has been looked at.</param>
public sealed record Restatement(int Ruleset, IReadOnlyList<EntityId> Customers, bool Complete)
{
    private const byte Format = 1;

    public byte[] ToBytes()
    {
        var to = new ByteWriter(16 + 8 * Customers.Count);
        to.Byte(Format);
        to.Varint((ulong)Ruleset);
        to.Bool(Complete);
        to.Varint((ulong)Customers.Count);
        foreach (var id in Customers) to.Fixed64((ulong)id.Value);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static Restatement Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"A restatement of format {format}; this version reads {Format}.");
        var (ruleset, complete) = ((int)from.Varint(), from.Bool());
        var customers = new EntityId[from.Count()];
        for (var i = 0; i < customers.Length; i++) customers[i] = new((long)from.Fixed64());
        return new(ruleset, customers, complete);
    }
}
