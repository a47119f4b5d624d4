using Tandem.Primitives;

namespace Tandem.Engine.Experiments;

/// <summary>The payload of a <see cref="Journal.EntryKind.Launch"/> entry: customers of one shard whom a launch reaches.</summary>
public sealed record CampaignLaunch(string Campaign, IReadOnlyList<EntityId> Customers)
{
    private const byte Format = 1;

    public byte[] ToBytes()
    {
        var to = new ByteWriter(32 + 8 * Customers.Count);
        to.Byte(Format);
        to.Text(Campaign);
        to.Varint((ulong)Customers.Count);
        foreach (var id in Customers) to.Fixed64((ulong)id.Value);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static CampaignLaunch Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"A launch of format {format}; this version reads {Format}.");
        var campaign = from.Text();
        var customers = new EntityId[from.Count()];
        for (var i = 0; i < customers.Length; i++) customers[i] = new((long)from.Fixed64());
        return new(campaign, customers);
    }
}
