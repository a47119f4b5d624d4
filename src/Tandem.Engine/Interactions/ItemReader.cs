using System.Text.Json;

namespace Tandem.Engine.Interactions;

/// <summary>
/// Reads one item into a draft, field by field, in one pass. Whatever is wrong with a field is noted in the draft, and
/// reading goes on, so that the items after it are not lost and one answer tells all that is wrong.
/// </summary>
internal static class ItemReader
{
    /// <summary>The reader stands on the item's opening brace and is left on the closing one.</summary>
    public static void Read(ref Utf8JsonReader reader, ItemDraft draft)
    {
        var start = (int)reader.TokenStartIndex;
        var seen = 0u;
        draft.Depth = reader.CurrentDepth;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!FieldReader.WholeText(ref reader, draft, ""))
            {
                reader.Read();
                FieldReader.Pass(ref reader, draft, "");
                continue;
            }
            var field = CallFields.Of(ref reader);
            var nameStart = (int)reader.TokenStartIndex;
            var nameEnd = (int)reader.BytesConsumed;
            var repeated = field != CallField.Other && (seen & (1u << (int)field)) != 0;
            seen |= 1u << (int)field;
            reader.Read();
            if (repeated)
            {
                var name = CallFields.Name(field);
                draft.Fail("duplicate_field", name, $"{name} is there twice.", "Send each field once.");
                FieldReader.Pass(ref reader, draft, name);
                continue;
            }
            ReadField(ref reader, draft, field, nameStart, nameEnd);
        }
        draft.Range = new(start, (int)reader.BytesConsumed - start);
    }

    private static void ReadField(ref Utf8JsonReader reader, ItemDraft draft, CallField field, int nameStart, int nameEnd)
    {
        switch (field)
        {
            case CallField.Type:
                ReadType(ref reader, draft);
                break;
            case CallField.Event:
                draft.Event = FieldReader.Text(ref reader, draft, "event");
                break;
            case CallField.Name:
                draft.Name = FieldReader.Text(ref reader, draft, "name");
                break;
            case CallField.GroupId:
                draft.GroupId = FieldReader.Id(ref reader, draft, "groupId");
                break;
            case CallField.UserId:
                draft.UserId = FieldReader.Id(ref reader, draft, "userId");
                break;
            case CallField.AnonymousId:
                draft.AnonymousId = FieldReader.Id(ref reader, draft, "anonymousId");
                break;
            case CallField.PreviousId:
                draft.PreviousId = FieldReader.Id(ref reader, draft, "previousId");
                break;
            case CallField.MessageId:
                draft.MessageId = FieldReader.Id(ref reader, draft, "messageId");
                break;
            case CallField.Timestamp:
                draft.TimestampName = new(nameStart, nameEnd - nameStart);
                draft.Timestamp = FieldReader.Time(ref reader, draft, "timestamp");
                break;
            case CallField.OriginalTimestamp:
                draft.OriginalTimestamp = FieldReader.Time(ref reader, draft, "originalTimestamp");
                break;
            case CallField.SentAt:
                draft.SentAt = FieldReader.Time(ref reader, draft, "sentAt");
                break;
            case CallField.Historical:
                draft.Historical |= FieldReader.Flag(ref reader, draft, "historical");
                break;
            case CallField.Context:
                ContextReader.Read(ref reader, draft);
                break;
            case CallField.Traits:
                if (FieldReader.IsObject(ref reader, draft, "traits")) (draft.Email, draft.Phone) = ContextReader.ReadAddresses(ref reader, draft, "traits");
                break;
            case CallField.Properties:
                if (FieldReader.IsObject(ref reader, draft, "properties"))
                {
                    var start = (int)reader.TokenStartIndex;
                    FieldReader.Pass(ref reader, draft, "properties");
                    draft.Properties = new(start, (int)reader.BytesConsumed - start);
                }
                break;
            case CallField.Integrations:
                if (FieldReader.IsObject(ref reader, draft, "integrations")) FieldReader.Pass(ref reader, draft, "integrations");
                break;
            case CallField.WriteKey:
                FieldReader.Pass(ref reader, draft, "writeKey");
                draft.WriteKeyField = new(nameStart, (int)reader.BytesConsumed - nameStart);
                break;
            default:
                FieldReader.Pass(ref reader, draft, "");
                break;
        }
    }

    private static void ReadType(ref Utf8JsonReader reader, ItemDraft draft)
    {
        var start = (int)reader.TokenStartIndex;
        // A single call's type is its endpoint's: what the body says about it is only replaced.
        if (draft.Index is null || reader.TokenType == JsonTokenType.Null)
            FieldReader.Pass(ref reader, draft, "type");
        else if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || !InteractionTypes.TryParse(reader.ValueSpan, out draft.Type))
        {
            draft.Fail("unknown_type", "type", "type is none of the tracking calls.", $"Send one of {InteractionTypes.List}, in lower case.");
            FieldReader.Pass(ref reader, draft, "type");
        }
        draft.TypeValue = new(start, (int)reader.BytesConsumed - start);
    }
}
