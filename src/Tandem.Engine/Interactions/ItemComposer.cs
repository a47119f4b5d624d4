using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>Makes interactions of drafts. Not thread-safe.</summary>
internal sealed class ItemComposer(Reception reception)
{
    private readonly ByteWriter writer = new(1024);

    /// <summary>The interaction, or null with the reasons noted in the draft.</summary>
    /// <param name="bytes">What the draft's ranges are parts of.</param>
    public AcceptedItem? Compose(ItemDraft draft, ReadOnlySpan<byte> bytes, Instant? sentAt, bool historical)
    {
        if (draft.Range.Length > TrackingLimits.CallBytes)
            draft.Fail("too_large", "", $"The call has {draft.Range.Length} bytes; a call may have {TrackingLimits.CallBytes}.", "Send fewer or shorter properties, or several calls.");
        // Of what is wrong as a whole, the parts say nothing.
        if (draft.IsToldOf("")) return null;
        var name = RequiredName(draft);
        if (draft.MessageId?.Length > TrackingLimits.MessageIdLength)
            draft.Fail("too_long", "messageId", $"messageId has {draft.MessageId.Length} characters.", $"Send at most {TrackingLimits.MessageIdLength} characters.");
        var identities = DraftIdentities.Of(draft);
        if (!draft.IsGood) return null;

        historical |= draft.Historical;
        var timestamp = ClockCorrection.Correct(reception.ReceivedAt, sentAt ?? draft.SentAt, draft.OriginalTimestamp ?? draft.Timestamp, historical);
        var messageId = draft.MessageId ?? reception.NewMessageId();
        writer.Clear();
        Interaction.WriteHead(writer, draft.Type, historical, reception.Source, reception.ReceivedAt, timestamp, messageId, name, identities);
        var head = writer.Length;
        var properties = WriteBody(draft, bytes);
        var payload = writer.ToArray();
        var interaction = new Interaction
        {
            Type = draft.Type,
            Source = reception.Source,
            Historical = historical,
            ReceivedAt = reception.ReceivedAt,
            Timestamp = timestamp,
            MessageId = messageId,
            Name = name,
            Identities = identities,
            Body = payload.AsMemory(head),
            PropertiesRange = properties,
        };
        return new(interaction, payload);
    }

    // The name by which the engine counts and finds it; what each type must have is the Segment spec's.
    private static string RequiredName(ItemDraft draft)
    {
        switch (draft.Type)
        {
            case InteractionType.Track:
                if (draft.Event is null) draft.Lacks("event", "A track says no event.", "Send what happened as event, such as \"Order Completed\".");
                return draft.Event ?? "";
            case InteractionType.Group:
                if (draft.GroupId is null) draft.Lacks("groupId", "A group says no groupId.", "Send the account's id as groupId.");
                return draft.GroupId ?? "";
            case InteractionType.Alias:
                if (draft.PreviousId is null) draft.Lacks("previousId", "An alias says no previousId.", "Send the id that the customer had before as previousId.");
                if (draft.UserId is null) draft.Lacks("userId", "An alias says no userId.", "Send the id that the customer has from now on as userId.");
                return "";
            case InteractionType.Page or InteractionType.Screen:
                return draft.Name ?? "";
            case 0:
                draft.Lacks("type", "The item has no type.", $"Send one of {InteractionTypes.List}.");
                return "";
            default:
                return "";
        }
    }

    /// <returns>Where the properties stand in the body.</returns>
    private ByteRange WriteBody(ItemDraft draft, ReadOnlySpan<byte> bytes)
    {
        var body = writer.Length;
        var properties = draft.Properties;
        Span<ByteRange> changed = [draft.TypeValue, draft.OriginalTimestamp is null ? draft.TimestampName : default, Removal(draft, bytes)];
        changed.Sort((left, right) => left.Start.CompareTo(right.Start));
        var at = draft.Range.Start + 1;
        writer.Byte((byte)'{');
        if (draft.TypeValue.IsEmpty)
        {
            writer.Raw("\"type\":"u8);
            writer.Raw(draft.Type.Json());
            writer.Byte((byte)',');
        }
        foreach (var part in changed)
        {
            if (part.IsEmpty) continue;
            Copy(at, part.Start, bytes);
            if (part == draft.TypeValue) writer.Raw(draft.Type.Json());
            else if (part == draft.TimestampName) writer.Raw("\"originalTimestamp\":"u8);
            at = part.End;
        }
        Copy(at, draft.Range.End, bytes);
        return properties;

        void Copy(int start, int end, ReadOnlySpan<byte> from)
        {
            // Nothing in them is written differently.
            if (draft.Properties.Start >= start && draft.Properties.End <= end && !properties.IsEmpty) properties = draft.Properties with { Start = writer.Length - body + draft.Properties.Start - start };
            writer.Raw(from[start..end]);
        }
    }

    // A write key is not part of what happened, and must not show where interactions do. One comma goes with it: the
    // one after it, or before it where it is the last field; a call that is any good has other fields.
    private static ByteRange Removal(ItemDraft draft, ReadOnlySpan<byte> bytes)
    {
        var field = draft.WriteKeyField;
        if (field.IsEmpty) return field;
        var (start, end) = (field.Start, field.End);
        while (IsSpace(bytes[end])) end++;
        if (bytes[end] == ',') return new(start, end + 1 - start);
        while (start > draft.Range.Start && (IsSpace(bytes[start - 1]) || bytes[start - 1] == ',')) start--;
        return new(start, field.End - start);
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
