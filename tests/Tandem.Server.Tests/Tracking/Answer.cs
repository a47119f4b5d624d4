using System.Text.Json;

namespace Tandem.Server.Tests.Tracking;

/// <summary>A status, its headers, and its body where it is JSON.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    public bool Success => Body.GetProperty("success").GetBoolean();

    public IEnumerable<string?> Paths => Body.GetProperty("errors").EnumerateArray().Select(error => error.TryGetProperty("path", out var path) ? path.GetString() : null);

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)response.StatusCode, headers, bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement);
    }
}
