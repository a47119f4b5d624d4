using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.Expressions.Values;

/// <summary>
/// Values from and to JSON. Reading: numbers are doubles, as in rules. Writing: what JSON has no form for is written as
/// text (timestamps and durations in their own forms, bytes as base64, non-finite doubles as their names, errors as
/// their message), an optional as what it holds, or null, and a map's keys as text.
/// </summary>
public static class ValueJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Reads the value that the reader stands on and leaves it on that value's last token.</summary>
    /// <exception cref="JsonException">The JSON is damaged.</exception>
    public static Value Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Value.Of(reader.GetString()!);
            case JsonTokenType.Number:
                return Value.Of(reader.GetDouble());
            case JsonTokenType.True:
                return Value.True;
            case JsonTokenType.False:
                return Value.False;
            case JsonTokenType.StartArray:
                var items = new List<Value>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader));
                return Value.Of(items);
            case JsonTokenType.StartObject:
                var entries = new Dictionary<Value, Value>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = Value.Of(reader.GetString()!);
                    reader.Read();
                    entries[key] = Read(ref reader);
                }
                return Value.Of(entries);
            default:
                return Value.Null;
        }
    }

    public static Value Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        return Read(ref reader);
    }

    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Bool:
                writer.WriteBooleanValue(value.AsBool);
                break;
            case ValueKind.Int:
                writer.WriteNumberValue(value.AsInt);
                break;
            case ValueKind.Uint:
                writer.WriteNumberValue(value.AsUint);
                break;
            case ValueKind.Double when double.IsFinite(value.AsDouble):
                writer.WriteNumberValue(value.AsDouble);
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var item in value.AsList) Write(writer, item);
                writer.WriteEndArray();
                break;
            case ValueKind.Map:
                writer.WriteStartObject();
                foreach (var (key, item) in value.AsMap)
                {
                    writer.WritePropertyName(key.Kind == ValueKind.String ? key.AsString : Text(key));
                    Write(writer, item);
                }
                writer.WriteEndObject();
                break;
            case ValueKind.Optional:
                Write(writer, value.AsOptional ?? Value.Null);
                break;
            default:
                writer.WriteStringValue(value.Kind switch
                {
                    ValueKind.Double => value.AsDouble.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ValueKind.String => value.AsString,
                    ValueKind.Bytes => Convert.ToBase64String(value.AsBytes),
                    ValueKind.Timestamp => TimestampText.Of(value),
                    ValueKind.Duration => DurationText.Of(value),
                    ValueKind.Type => value.AsTypeName,
                    _ => value.AsError.Message,
                });
                break;
        }
    }

    public static string Text(Value value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable)) Write(writer, value);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
