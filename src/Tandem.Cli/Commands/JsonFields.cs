using System.Globalization;
using System.Text.Json;

namespace Tandem.Cli.Commands;

/// <summary>Reads answers of the API leniently: a field that an older or newer server lacks is empty, not an error.</summary>
public static class JsonFields
{
    public static string Text(this JsonElement from, string name) => from.Find(name) is { } found ? Plain(found) : "";

    public static double? Number(this JsonElement from, string name) =>
        from.Find(name) is { ValueKind: JsonValueKind.Number } found ? found.GetDouble() : null;

    public static bool Flag(this JsonElement from, string name) => from.Find(name) is { ValueKind: JsonValueKind.True };

    public static IReadOnlyList<JsonElement> List(this JsonElement from, string name) =>
        from.Find(name) is { ValueKind: JsonValueKind.Array } found ? [.. found.EnumerateArray()] : [];

    public static IReadOnlyList<JsonProperty> Fields(this JsonElement from, string name) =>
        from.Find(name) is { ValueKind: JsonValueKind.Object } found ? [.. found.EnumerateObject()] : [];

    public static JsonElement? Find(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    /// <summary>A time as people read it; what is no time stays as it is.</summary>
    public static string Time(this JsonElement from, string name)
    {
        var text = from.Text(name);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : text;
    }

    public static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
