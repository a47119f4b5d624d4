using System.Text.Json;

namespace Tandem.Cli.Api;

/// <summary>What became of a batch: all items are durable, but for the rejected ones.</summary>
public sealed record BatchAnswer(IReadOnlyList<RejectedItem> Rejected)
{
    public static BatchAnswer Read(JsonElement body)
    {
        List<RejectedItem> rejected = [];
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("rejected", out var items) && items.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in items.EnumerateArray())
            {
                if (item.TryGetProperty("index", out var index)) rejected.Add(new(index.GetInt32(), ApiErrors.Sentence(item)));
            }
        }
        return new(rejected);
    }
}
