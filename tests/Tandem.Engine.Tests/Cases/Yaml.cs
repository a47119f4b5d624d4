using System.Text.Json;

namespace Tandem.Engine.Tests.Cases;

/// <summary>What YamlDotNet gives, as lists, maps in the order of the file, and texts.</summary>
internal static class Yaml
{
    public static IReadOnlyList<object> List(object? node) => node switch
    {
        null or "" => [],
        List<object> list => list,
        var single => [single],
    };

    public static IReadOnlyDictionary<string, object> Map(object node) => node is Dictionary<object, object> map
        ? map.ToDictionary(pair => (string)pair.Key, pair => pair.Value)
        : throw new FormatException($"Here belongs a map, and this is {node}.");

    public static string Text(object node) => node as string ?? throw new FormatException($"Here belongs a text, and this is {node}.");

    public static string? Optional(IReadOnlyDictionary<string, object> map, string key) => map.TryGetValue(key, out var value) ? Text(value) : null;

    public static IReadOnlyList<string> Texts(object? node) => [.. List(node).Select(Text)];

    /// <summary>As JSON, with numbers, true, false and null as what they are.</summary>
    public static string Json(object? node) => node switch
    {
        null => "{}",
        Dictionary<object, object> map => $"{{{string.Join(',', map.Select(pair => $"{JsonSerializer.Serialize((string)pair.Key)}:{Json(pair.Value)}"))}}}",
        List<object> list => $"[{string.Join(',', list.Select(Json))}]",
        "true" or "false" or "null" => (string)node,
        string text when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) => text,
        var text => JsonSerializer.Serialize(Text(text)),
    };
}
