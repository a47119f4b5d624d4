using System.Text.Json;
using Tandem.Primitives;

namespace Tandem.Connect.Templates;

/// <summary>
/// What a template may see, and where a render notes what went wrong: plain values made from JSON, nothing else, so
/// that no template reaches into an object of the program.
/// </summary>
internal sealed class TemplateData : Dictionary<string, object?>
{
    private TemplateData() : base(StringComparer.Ordinal)
    {
    }

    public List<Error> Errors { get; } = [];

    /// <param name="json">UTF-8, an object.</param>
    /// <param name="extra">More top-level values; they win over those of the JSON.</param>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static TemplateData Read(ReadOnlyMemory<byte> json, IEnumerable<KeyValuePair<string, string>> extra)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("The data of a template is a JSON object.");
        var data = new TemplateData();
        foreach (var property in document.RootElement.EnumerateObject()) data[property.Name] = Plain(property.Value);
        foreach (var (name, value) in extra) data[name] = value;
        return data;
    }

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Fields(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => element.GetString(),
        // As decimal a price keeps the digits it was sent with.
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? number : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static Dictionary<string, object?> Fields(JsonElement element)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject()) fields[property.Name] = Plain(property.Value);
        return fields;
    }
}
