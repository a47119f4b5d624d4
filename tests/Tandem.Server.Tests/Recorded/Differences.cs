using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Recorded;

/// <summary>What is told of a recording now and was not told so when it was recorded.</summary>
internal static class Differences
{
    /// <summary>
    /// Each with its place. A field that is new is none: a reader may learn to say more. Everything that was approved must
    /// be there.
    /// </summary>
    public static IEnumerable<string> Between(JsonNode? approved, JsonNode? found, string place = "$")
    {
        switch (approved, found)
        {
            case (JsonObject wanted, JsonObject there):
                return wanted.SelectMany(field => there.TryGetPropertyValue(field.Key, out var value) ? Between(field.Value, value, $"{place}.{field.Key}") : [$"{place}.{field.Key} is not there any more."]);
            case (JsonArray wanted, JsonArray there) when wanted.Count == there.Count:
                return wanted.Zip(there).SelectMany((pair, index) => Between(pair.First, pair.Second, $"{place}[{index}]"));
            case (JsonArray wanted, JsonArray there):
                return [$"{place} has {there.Count} items, not {wanted.Count}."];
            default:
                return JsonNode.DeepEquals(approved, found) ? [] : [$"{place} is {found?.ToJsonString() ?? "null"}, not {approved?.ToJsonString() ?? "null"}."];
        }
    }
}
