using Tandem.Primitives;

namespace Tandem.Engine.Effects;

/// <summary>What became of a message. Numbers are stored.</summary>
public enum DeliveryOutcome : byte
{
    /// <summary>The channel took it: the receiving mail server, or the mailbox of the workspace.</summary>
    Sent = 1,

    /// <summary>It cannot be sent: a template that fails, an address that is refused for good.</summary>
    Failed = 2,

    /// <summary>The receiver refused the address for good; the address is suppressed from now on.</summary>
    Bounced = 3,

    /// <summary>Not sent: consent, suppression list, no address.</summary>
    Withheld = 4,

    /// <summary>An attempt was under way when the process ended, and nobody knows whether it arrived.</summary>
    Uncertain = 5,
}

/// <summary>The payload of a <see cref="Journal.EntryKind.Delivery"/> entry: goes to the home of the customer.</summary>
/// <param name="Detail">In words: the receiver's answer, or the error.</param>
public sealed record DeliveryReport(string Key, EntityId Customer, DeliveryOutcome Outcome, string Channel, string Detail)
{
    public const byte Format = 1;

    public byte[] ToBytes()
    {
        var to = new ByteWriter();
        to.Byte(Format);
        to.Text(Key);
        to.Fixed64((ulong)Customer.Value);
        to.Byte((byte)Outcome);
        to.Text(Channel);
        to.Text(Detail);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static DeliveryReport Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"A delivery report of format {format}; this version reads {Format}.");
        return new(from.Text(), new((long)from.Fixed64()), (DeliveryOutcome)from.Byte(), from.Text(), from.Text());
    }
}
