using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>
/// Reads single values of a call. Each method starts with the reader on a value and leaves it on that value's last
/// token, whatever it was, so that what comes after can still be read.
/// </summary>
internal static class FieldReader
{
    private const int LongestTime = 64;

    public const string TimeHint = "Write it as ISO 8601, such as 2026-11-22T10:00:00.123Z.";

    /// <summary>An id: a text or a number as its text; null where it is null, empty or blank.</summary>
    public static string? Id(ref Utf8JsonReader reader, ItemDraft draft, string path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when !WholeText(ref reader, draft, path):
                return null;
            case JsonTokenType.String:
                var text = reader.GetString()!;
                if (reader.ValueIsEscaped && text.AsSpan().ContainsAnyInRange('\u0000', '\u001f'))
                    draft.Fail("bad_text", path, "An id has a control character in it.", "Leave characters below U+0020 out of ids.");
                return string.IsNullOrWhiteSpace(text) ? null : text;
            case JsonTokenType.Number:
                return Encoding.ASCII.GetString(reader.ValueSpan);
            case JsonTokenType.Null:
                return null;
            default:
                draft.Fail("wrong_type", path, $"{path} is {Kind(reader.TokenType)}, not a text.", $"Send {path} as a text, such as \"42\".");
                Pass(ref reader, draft, path);
                return null;
        }
    }

    /// <summary>A text; null where it is null or empty.</summary>
    public static string? Text(ref Utf8JsonReader reader, ItemDraft draft, string path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when !WholeText(ref reader, draft, path):
                return null;
            case JsonTokenType.String:
                var text = reader.GetString()!;
                return text.Length == 0 ? null : text;
            case JsonTokenType.Null:
                return null;
            default:
                draft.Fail("wrong_type", path, $"{path} is {Kind(reader.TokenType)}, not a text.", $"Send {path} as a text.");
                Pass(ref reader, draft, path);
                return null;
        }
    }

    /// <summary>A text where there is one, and nothing at all where there is something else: for facts that may be of any type.</summary>
    public static string? TextIfAny(ref Utf8JsonReader reader, ItemDraft draft, string path)
    {
        if (reader.TokenType == JsonTokenType.String) return WholeText(ref reader, draft, path) ? reader.GetString() : null;
        Pass(ref reader, draft, path);
        return null;
    }

    public static Instant? Time(ref Utf8JsonReader reader, ItemDraft draft, string path)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (TryTime(ref reader, out var time)) return time;
        draft.Fail("bad_time", path, $"{path} is no time that can be read.", TimeHint);
        Pass(ref reader, draft, path);
        return null;
    }

    public static bool TryTime(ref Utf8JsonReader reader, out Instant time)
    {
        time = default;
        if (reader.TokenType != JsonTokenType.String) return false;
        var text = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            // Some writers escape the sign before an offset: six characters for one.
            if (text.Length > 6 * LongestTime || !JsonEscapes.ArePaired(text) || !Utf8.IsValid(text)) return false;
            Span<char> unescaped = stackalloc char[6 * LongestTime];
            return Instant.TryParse(unescaped[..reader.CopyString(unescaped)], out time);
        }
        if (text.Length > LongestTime) return false;
        // The reader's own parser is several times as fast, but takes a time without an offset as local to this machine.
        if (text.Length >= 20 && text[^1] == 'Z' && reader.TryGetDateTime(out var utc))
        {
            time = new((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
            return true;
        }
        Span<char> chars = stackalloc char[LongestTime];
        return Instant.TryParse(chars[..Encoding.UTF8.GetChars(text, chars)], out time);
    }

    public static bool Flag(ref Utf8JsonReader reader, ItemDraft draft, string path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False or JsonTokenType.Null:
                return false;
            default:
                draft.Fail("wrong_type", path, $"{path} is {Kind(reader.TokenType)}, not true or false.", $"Send {path} as true, or leave it out.");
                Pass(ref reader, draft, path);
                return false;
        }
    }

    /// <summary>Whether the value is an object that the caller now walks through; null passes, anything else fails and is passed over.</summary>
    public static bool IsObject(ref Utf8JsonReader reader, ItemDraft draft, string path)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        if (reader.TokenType == JsonTokenType.Null) return false;
        draft.Fail("wrong_type", path, $"{path} is {Kind(reader.TokenType)}, not an object.", $"Send {path} as an object with fields, or leave it out.");
        Pass(ref reader, draft, path);
        return false;
    }

    /// <summary>Goes over a value of any shape. Fails the item where no reader could read the value later.</summary>
    public static void Pass(ref Utf8JsonReader reader, ItemDraft draft, string path)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            WholeText(ref reader, draft, path);
            return;
        }
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        var depth = reader.CurrentDepth;
        var (halves, deepest) = (false, draft.Depth + TrackingLimits.Depth);
        var tooDeep = depth >= deepest;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.ValueIsEscaped && !JsonEscapes.ArePaired(reader.ValueSpan)) halves = true;
            if (reader.CurrentDepth >= deepest && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) tooDeep = true;
        }
        if (halves) HalfPair(draft, path);
        if (tooDeep)
            draft.Fail("too_deep", path, $"{path} is nested deeper than {TrackingLimits.Depth} levels.", $"Keep objects and lists within {TrackingLimits.Depth} levels, the call itself counted.");
    }

    /// <summary>Whether the text, or name, under the reader is one; fails the item otherwise.</summary>
    public static bool WholeText(ref Utf8JsonReader reader, ItemDraft draft, string path)
    {
        if (!reader.ValueIsEscaped || JsonEscapes.ArePaired(reader.ValueSpan)) return true;
        HalfPair(draft, path);
        return false;
    }

    public static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };

    private static void HalfPair(ItemDraft draft, string path) =>
        draft.Fail("bad_text", path, $"{(path.Length == 0 ? "A field's name" : path)} holds half of a surrogate pair, which is no character.", "Escape a character beyond U+FFFF as both halves (\\ud83d\\ude00), or send it as UTF-8.");
}
