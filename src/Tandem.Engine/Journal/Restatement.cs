using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>
/// The payload of a <see cref="EntryKind.Restate"/> entry: customers to be decided anew though nothing happens to
/// them. Made beside the traffic, in the order of their ids.
/// </summary>
/// <param name="Epoch">The shard's epoch that they are brought to: see <see cref="Shards.ShardHead.Epoch"/>.</param>
/// <param name="UpTo">Everybody whose id is not greater has been looked at, with these.</param>
/// <param name="Complete">With these, every customer of the shard has been looked at.</param>
public sealed record Restatement(int Epoch, IReadOnlyList<EntityId> Customers, EntityId UpTo, bool Complete)
{
    private const byte Format = 1;

    public byte[] ToBytes()
    {
        var to = new ByteWriter(16 + 8 * Customers.Count);
        to.Byte(Format);
        to.Varint((ulong)Epoch);
        to.Fixed64((ulong)UpTo.Value);
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
        var (epoch, upTo, complete) = ((int)from.Varint(), new EntityId((long)from.Fixed64()), from.Bool());
        var customers = new EntityId[from.Count()];
        for (var i = 0; i < customers.Length; i++) customers[i] = new((long)from.Fixed64());
        return new(epoch, customers, upTo, complete);
    }
}
