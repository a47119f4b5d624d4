using System.Text.Json;
using System.Text.Unicode;
using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>A batch as read: its items, and what stands around them and holds for all. SDKs send the latter before or after the items.</summary>
internal sealed class BatchFrame
{
    /// <summary>What is kept of <see cref="Around"/>, in bytes: it stands with every item that is refused.</summary>
    private const int MostAround = 2_048;

    public List<ItemDraft> Items { get; } = [];

    public BodyMerge Beneath { get; } = new();

    /// <summary>The fields around the items that hold for them, as they were sent; of many only the short ones.</summary>
    public ByteWriter Around { get; } = new();

    public Instant? SentAt { get; private set; }

    public bool Historical { get; private set; }

    /// <summary>Reads to the closing brace. An error is one of the whole batch.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public Error? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        // Bytes that are not UTF-8 hardly ever come; when they do, the items that hold none are kept.
        var wholeIsText = Utf8.IsValid(utf8);
        var around = new ItemDraft(null);
        var seen = 0u;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!wholeIsText && !Utf8.IsValid(reader.ValueSpan)) return InteractionParser.NotText();
            var field = FieldReader.WholeText(ref reader, around, "") ? CallFields.Of(ref reader) : CallField.Other;
            if (field != CallField.Other && (seen & (1u << (int)field)) != 0)
                return new("duplicate_field", $"{CallFields.Name(field)} is there twice.") { Path = CallFields.Name(field), Hint = "Send each field once." };
            seen |= 1u << (int)field;
            reader.Read();
            if (field == CallField.Batch)
            {
                if (ReadItems(ref reader, utf8, wholeIsText) is { } tooMany) return tooMany;
                continue;
            }
            var start = (int)reader.TokenStartIndex;
            ReadAround(ref reader, around, field);
            var value = utf8[start..(int)reader.BytesConsumed];
            Keep(field, value);
            if (!wholeIsText && !Utf8.IsValid(value)) return InteractionParser.NotText();
            if (!around.IsGood) return around.Errors[0];
            if (field is CallField.Context or CallField.Integrations && value[0] == '{') Beneath.Add(System.Text.Encoding.UTF8.GetBytes(CallFields.Name(field)), value);
        }
        if (!around.IsGood) return around.Errors[0];
        if ((seen & (1u << (int)CallField.Batch)) == 0)
            return new("missing", "The body has no batch.") { Path = "batch", Hint = "Send a list of calls as batch, such as {\"batch\": [{\"type\": \"track\", …}]}." };
        return null;
    }

    private void ReadAround(ref Utf8JsonReader reader, ItemDraft around, CallField field)
    {
        switch (field)
        {
            case CallField.SentAt:
                SentAt = FieldReader.Time(ref reader, around, "sentAt");
                break;
            case CallField.Historical:
                Historical = FieldReader.Flag(ref reader, around, "historical");
                break;
            case CallField.Context or CallField.Integrations:
                var name = CallFields.Name(field);
                if (FieldReader.IsObject(ref reader, around, name)) FieldReader.Pass(ref reader, around, name);
                break;
            default:
                FieldReader.Pass(ref reader, around, "");
                break;
        }
    }

    private void Keep(CallField field, ReadOnlySpan<byte> value)
    {
        if (field is not (CallField.SentAt or CallField.Historical or CallField.Context or CallField.Integrations) || Around.Length + value.Length > MostAround) return;
        if (Around.Length > 0) Around.Byte((byte)',');
        Around.Byte((byte)'"');
        Around.Raw(System.Text.Encoding.UTF8.GetBytes(CallFields.Name(field)));
        Around.Raw("\":"u8);
        Around.Raw(value);
    }

    private Error? ReadItems(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, bool wholeIsText)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return new("wrong_type", $"batch is {FieldReader.Kind(reader.TokenType)}, not a list.") { Path = "batch", Hint = "Send a list of calls." };
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Items.Count == TrackingLimits.BatchItems)
                return new(InteractionParser.TooMany, $"The batch has more than {TrackingLimits.BatchItems} items.") { Path = "batch", Hint = "Send several smaller batches." };
            var draft = new ItemDraft(Items.Count);
            Items.Add(draft);
            if (reader.TokenType == JsonTokenType.StartObject && (wholeIsText || IsText(reader, utf8)))
            {
                ItemReader.Read(ref reader, draft);
                continue;
            }
            var (start, token) = ((int)reader.TokenStartIndex, reader.TokenType);
            reader.Skip();
            draft.Range = new(start, (int)reader.BytesConsumed - start);
            if (token == JsonTokenType.StartObject) draft.Fail("not_text", "", "The item is not UTF-8 throughout.", "Encode it as UTF-8.");
            else draft.Fail("wrong_type", "", $"The item is {FieldReader.Kind(token)}, not an object.", "Send each call as an object with a type.");
        }
        return null;
    }

    // By value: a copy of the reader goes ahead to the item's end.
    private static bool IsText(Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Utf8.IsValid(utf8[start..(int)reader.BytesConsumed]);
    }
}
