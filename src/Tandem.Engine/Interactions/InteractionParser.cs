using System.Text.Json;
using System.Text.Unicode;
using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>
/// Reads the bodies of Segment's HTTP tracking API. Pure: the same bytes and reception give the same answer. What is
/// wrong with one item is told of that item alone; only what leaves no items to tell of (bytes that are not JSON, a
/// body over the limits, a broken field around the batch) fails the whole. Nothing keeps the bytes handed in.
/// </summary>
public static class InteractionParser
{
    /// <summary>Codes of errors for bodies over a limit, as against wrong ones.</summary>
    public const string TooLarge = "too_large", TooMany = "too_many";

    // Depth is limited per item, so that a deep one does not take its batch down; a body's own size limits the rest.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = TrackingLimits.BatchBytes };

    /// <summary>A call to <c>/v1/identify</c> and its like.</summary>
    public static Result<ParsedCall> ReadCall(ReadOnlySpan<byte> utf8, InteractionType type, Reception reception)
    {
        utf8 = WithoutMark(utf8);
        if (Unreadable(utf8, TrackingLimits.CallBytes) is { } error) return error;
        if (!Utf8.IsValid(utf8)) return NotText();
        var draft = new ItemDraft(null) { Type = type };
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) return NotAnObject(reader.TokenType);
            ItemReader.Read(ref reader, draft);
            reader.Read();
        }
        catch (JsonException exception)
        {
            return NotJson(exception);
        }
        return new ItemComposer(reception).Compose(draft, utf8, null, historical: false) is { } accepted
            ? new ParsedCall([accepted], [])
            : new ParsedCall([], [Rejected(draft, utf8)]);
    }

    /// <summary>A call to <c>/v1/batch</c>.</summary>
    public static Result<ParsedCall> ReadBatch(ReadOnlySpan<byte> utf8, Reception reception)
    {
        utf8 = WithoutMark(utf8);
        if (Unreadable(utf8, TrackingLimits.BatchBytes) is { } error) return error;
        var frame = new BatchFrame();
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) return NotAnObject(reader.TokenType);
            if (frame.Read(ref reader, utf8) is { } wrong) return wrong;
            reader.Read();
        }
        catch (JsonException exception)
        {
            return NotJson(exception);
        }
        return Compose(frame, utf8, new ItemComposer(reception));
    }

    /// <summary>The <c>writeKey</c> of a body, where it is JSON and has one as a text; for requests that carry it nowhere else.</summary>
    public static string? FindWriteKey(ReadOnlySpan<byte> utf8)
    {
        utf8 = WithoutMark(utf8);
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            if (utf8.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = !reader.ValueIsEscaped && reader.ValueTextEquals("writeKey"u8);
                reader.Read();
                if (found && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
                    return Utf8.IsValid(reader.ValueSpan) ? reader.GetString() : null;
                reader.Skip();
            }
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ParsedCall Compose(BatchFrame frame, ReadOnlySpan<byte> utf8, ItemComposer composer)
    {
        var accepted = new List<AcceptedItem>(frame.Items.Count);
        List<RejectedItem>? rejected = null;
        byte[]? around = null;
        foreach (var item in frame.Items)
        {
            var draft = item;
            var bytes = utf8;
            if (!frame.Beneath.IsEmpty && draft.IsGood && draft.Range.Length <= TrackingLimits.CallBytes)
            {
                bytes = frame.Beneath.Into(draft.Range.Of(utf8));
                draft = Reread(bytes, item.Index);
            }
            if (composer.Compose(draft, bytes, frame.SentAt, frame.Historical) is { } interaction) accepted.Add(interaction);
            else (rejected ??= []).Add(Rejected(draft, item.Range.Of(utf8)) with { Around = around ??= frame.Around.ToArray() });
        }
        return new(accepted, rejected ?? (IReadOnlyList<RejectedItem>)[]);
    }

    private static ItemDraft Reread(ReadOnlySpan<byte> merged, int? index)
    {
        var draft = new ItemDraft(index);
        var reader = new Utf8JsonReader(merged, Options);
        reader.Read();
        ItemReader.Read(ref reader, draft);
        return draft;
    }

    private static RejectedItem Rejected(ItemDraft draft, ReadOnlySpan<byte> body) =>
        new(draft.Index, draft.Errors, body[..Math.Min(body.Length, TrackingLimits.CallBytes)].ToArray());

    private static Error? Unreadable(ReadOnlySpan<byte> utf8, int limit)
    {
        if (utf8.Length > limit)
            return new(TooLarge, $"The body has more than {limit / 1024} KB.") { Hint = limit == TrackingLimits.CallBytes ? "Send fewer or shorter properties." : "Send several smaller batches." };
        return utf8.IsEmpty ? new("not_json", "The body is empty.") { Hint = "Send one JSON object." } : null;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    internal static Error NotText() => new("not_text", "The body is not UTF-8 throughout.") { Hint = "Encode the body as UTF-8." };

    private static Error NotAnObject(JsonTokenType token) =>
        new("wrong_type", $"The body is {FieldReader.Kind(token)}, not an object.") { Hint = "Send one JSON object." };

    private static Error NotJson(JsonException exception) =>
        new("not_json", "The body is not JSON.") { Line = (int?)exception.LineNumber + 1, Column = (int?)exception.BytePositionInLine + 1, Hint = "Send one JSON object, with nothing after it." };
}
