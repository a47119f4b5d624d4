using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Recorded;

/// <summary>How an approved file is written: a line for each entry, customer, message …, so that a difference shows whose it is.</summary>
internal static class ApprovedText
{
    /// <summary>What lies deeper is in the line of what it belongs to.</summary>
    private const int Depth = 3;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonObject told)
    {
        var to = new StringBuilder();
        Write(to, told, 0);
        return to.Append('\n').ToString();
    }

    private static void Write(StringBuilder to, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } fields when depth < Depth:
                Write(to, '{', [.. fields.Select(field => ($"{Text(field.Key)}: ", field.Value))], '}', depth);
                break;
            case JsonArray { Count: > 0 } items when depth < Depth:
                Write(to, '[', [.. items.Select(item => ("", item))], ']', depth);
                break;
            default:
                to.Append(node?.ToJsonString(Readable) ?? "null");
                break;
        }
    }

    private static void Write(StringBuilder to, char open, (string Name, JsonNode? Value)[] items, char close, int depth)
    {
        to.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            to.Append(i == 0 ? "\n" : ",\n").Append(' ', 2 * (depth + 1)).Append(items[i].Name);
            Write(to, items[i].Value, depth + 1);
        }
        to.Append('\n').Append(' ', 2 * depth).Append(close);
    }

    private static string Text(string name) => JsonSerializer.Serialize(name, Readable);
}
