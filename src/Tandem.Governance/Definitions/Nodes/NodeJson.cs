using System.Globalization;
using System.Text.Json.Nodes;

namespace Tandem.Governance.Definitions.Nodes;

/// <summary>Nodes as JSON, for programs that want the content and not the place.</summary>
public static class NodeJson
{
    public static JsonNode? ToJson(this Node node) => node switch
    {
        MapNode map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToJson()))),
        ListNode list => new JsonArray([.. list.Items.Select(item => item.ToJson())]),
        ScalarNode scalar => Scalar(scalar),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static JsonValue? Scalar(ScalarNode scalar)
    {
        switch (scalar.Type)
        {
            case ScalarType.Nothing:
                return null;
            case ScalarType.Flag:
                return JsonValue.Create(bool.Parse(scalar.Text));
            case ScalarType.Number when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole):
                return JsonValue.Create(whole);
            case ScalarType.Number when ScalarNode.TryNumber(scalar.Text, out var number):
                return JsonValue.Create(number);
            default:
                return JsonValue.Create(scalar.Text);
        }
    }
}
