using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>
/// What a search through the past goes by, read from the beginning of <see cref="Interaction"/>'s stored form without
/// making anything of the rest.
/// </summary>
public readonly ref struct InteractionHead
{
    private InteractionHead(Instant timestamp, ReadOnlySpan<byte> name)
    {
        Timestamp = timestamp;
        Name = name;
    }

    public Instant Timestamp { get; }

    /// <summary>The name of what happened (<see cref="Interaction.Name"/>) as UTF-8, a part of the payload; empty for a group, whose name is its account's.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <returns>False where the payload is no interaction of a format that this version reads.</returns>
    public static bool TryRead(ReadOnlySpan<byte> payload, out InteractionHead head)
    {
        head = default;
        // Format, type, historical; then the source's number, two times, the message id and the name.
        if (payload.Length < 3 || payload[0] != Interaction.Format) return false;
        try
        {
            var from = new ByteReader(payload[3..]);
            from.Varint();
            from.Raw(8);
            var timestamp = new Instant((long)from.Fixed64());
            from.Bytes();
            head = new(timestamp, (InteractionType)payload[1] == InteractionType.Group ? [] : from.Bytes());
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
