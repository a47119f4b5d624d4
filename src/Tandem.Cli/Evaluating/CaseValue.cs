using System.Globalization;
using System.Text.Json;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Cli.Evaluating;

/// <summary>Values as conformance cases write them: <c>{"int64_value": "1"}</c>.</summary>
internal static class CaseValue
{
    /// <exception cref="NotSupportedException">The language here has no such value.</exception>
    public static Value Read(JsonElement value)
    {
        var part = Only(value, "value");
        return part.Name switch
        {
            "int64_value" => Value.Of(long.Parse(Text(part.Value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
            "uint64_value" => Value.Of(ulong.Parse(Text(part.Value), NumberStyles.None, CultureInfo.InvariantCulture)),
            "double_value" => Value.Of(Double(Text(part.Value))),
            "string_value" => Value.Of(Text(part.Value)),
            "bytes_value" => Value.Of(Convert.FromHexString(Text(part.Value.GetProperty("hex")))),
            "bool_value" => Value.Of(Text(part.Value) == "true"),
            "null_value" => Value.Null,
            "type_value" => Value.TypeNamed(Text(part.Value)),
            "list_value" => Value.Of(Items(part.Value, "values").Select(Read).ToList()),
            "map_value" => Value.Of(Items(part.Value, "entries").ToDictionary(entry => Read(entry.GetProperty("key")), entry => Read(entry.GetProperty("value")))),
            "object_value" => Message(Only(part.Value, "message")),
            _ => throw new NotSupportedException($"there is no value `{part.Name}` here"),
        };
    }

    /// <summary>The items of a list; the text format writes a list of one as the item itself.</summary>
    public static IEnumerable<JsonElement> Many(JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [json];

    /// <summary>The one property that says what kind of thing this is.</summary>
    public static JsonProperty Only(JsonElement json, string what) =>
        json.ValueKind == JsonValueKind.Object && json.EnumerateObject().ToArray() is [var part] ? part : throw new FormatException($"A {what} is an object with one property, its kind; this is {json.GetRawText()}.");

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) => json.TryGetProperty(name, out var items) ? Many(items) : [];

    /// <summary>Times and durations are the two messages that are values of the language.</summary>
    private static Value Message(JsonProperty message)
    {
        var name = message.Name.Trim('[', ']');
        var (seconds, nanoseconds) = (Number(message.Value, "seconds"), Number(message.Value, "nanos"));
        return name[(name.LastIndexOf('/') + 1)..] switch
        {
            "google.protobuf.Timestamp" => Value.Of(new Instant(checked(seconds * 1_000_000 + nanoseconds / 1_000)), (int)(nanoseconds % 1_000)),
            "google.protobuf.Duration" => Value.OfNanoseconds(checked(seconds * 1_000_000_000 + nanoseconds)),
            _ => throw new NotSupportedException($"messages such as `{name}` are no values here"),
        };
    }

    private static long Number(JsonElement message, string field) =>
        message.TryGetProperty(field, out var number) ? long.Parse(Text(number), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;

    private static string Text(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() ?? "" : json.GetRawText();

    private static double Double(string text) => text.ToLowerInvariant() switch
    {
        "inf" or "infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        "nan" => double.NaN,
        var number => double.Parse(number, CultureInfo.InvariantCulture),
    };
}
