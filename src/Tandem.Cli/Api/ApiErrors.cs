using System.Net;
using System.Text.Json;

namespace Tandem.Cli.Api;

/// <summary>Reads the errors of Tandem's API: <c>{ errors: [{ code, message, path, line, column, hint }] }</c>.</summary>
public static class ApiErrors
{
    public static IReadOnlyList<ApiError> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array) return [];
        return
        [
            .. errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object).Select(error => new ApiError(
                Text(error, "message") ?? Text(error, "code") ?? "refused",
                Text(error, "path"), Number(error, "line"), Number(error, "column"), Text(error, "hint"))),
        ];
    }

    public static IReadOnlyList<ApiError> Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>All errors in one sentence; "refused without a reason" where the body names none.</summary>
    public static string Sentence(JsonElement body)
    {
        var errors = Read(body);
        return errors.Count > 0 ? string.Join(" ", errors.Select(error => error.ToString())) : "refused without a reason";
    }

    /// <summary>The errors of a body, or what the status alone says.</summary>
    public static string Sentence(HttpStatusCode status, string body)
    {
        var errors = Read(body);
        return errors.Count > 0 ? string.Join(" ", errors.Select(error => error.ToString())) : $"It answered {(int)status} {status}.";
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
