using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>What an item of a timeline is about. Numbers are stored.</summary>
public enum TimelineKind : byte
{
    /// <summary>An interaction; everything about it stands in the journal at its position.</summary>
    Interaction = 0,
    Segment = 1,
    Journey = 2,
    Message = 3,
    Campaign = 4,
    Identity = 5,
    Consent = 6,
}

/// <summary>
/// One line of a customer's history. For an interaction only the position is kept; what the fold itself found out (a
/// segment entered, a message queued) is kept whole, since it is never in the journal.
/// </summary>
/// <param name="Position">The entry that this came with.</param>
/// <param name="Type">The verb: entered, left, started, queued, sent …; empty for an interaction.</param>
/// <param name="Subject">What it is about: the segment, the journey, the message key …; empty for an interaction.</param>
/// <param name="Detail">More, in words; may be empty.</param>
public readonly record struct TimelineItem(TimelineKind Kind, Position Position, Instant At, string Type, string Subject, string Detail)
{
    internal void Write(ByteWriter to)
    {
        to.Byte((byte)Kind);
        to.Varint((ulong)Position.Value);
        if (Kind == TimelineKind.Interaction) return;
        to.Signed(At.Micros);
        to.Text(Type);
        to.Text(Subject);
        to.Text(Detail);
    }

    internal static TimelineItem Read(ref ByteReader from)
    {
        var kind = (TimelineKind)from.Byte();
        var position = new Position((long)from.Varint());
        return kind == TimelineKind.Interaction
            ? new(kind, position, default, "", "", "")
            : new(kind, position, new(from.Signed()), from.Text(), from.Text(), from.Text());
    }
}
