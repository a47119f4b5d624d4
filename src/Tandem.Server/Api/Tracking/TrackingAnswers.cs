using System.Globalization;
using System.Text.Json;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Server.Api.Tracking;

/// <summary>The answers of the tracking API.</summary>
internal static class TrackingAnswers
{
    /// <summary>Carries the position by which a caller can wait for its own writes.</summary>
    public const string TokenHeader = "Tandem-Token";

    private static readonly byte[] Success = "{\"success\":true}"u8.ToArray();

    /// <param name="keptOut">The places in the batch of those that an erased customer's identity kept out; null for a single call.</param>
    public static Task Accepted(HttpResponse response, Receipt? token, params IReadOnlyList<int?> keptOut)
    {
        if (token is { } receipt) response.Headers[TokenHeader] = receipt.ToString();
        return Send(response, StatusCodes.Status200OK, keptOut.Count == 0 ? Success : Json(writer =>
        {
            writer.WriteBoolean("success"u8, true);
            Suppressed(writer, keptOut);
        }));
    }

    /// <summary>200 where at least one item was accepted, else 400, with each refused item's place and errors.</summary>
    public static Task Partly(HttpResponse response, int accepted, IReadOnlyList<RejectedItem> rejected, IReadOnlyList<int?> keptOut, Receipt? token)
    {
        if (token is { } receipt) response.Headers[TokenHeader] = receipt.ToString();
        return Send(response, accepted + keptOut.Count > 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, Json(writer =>
        {
            writer.WriteBoolean("success"u8, accepted + keptOut.Count > 0);
            writer.WriteNumber("accepted"u8, accepted);
            writer.WriteStartArray("rejected"u8);
            foreach (var item in rejected)
            {
                writer.WriteStartObject();
                if (item.Index is { } index) writer.WriteNumber("index"u8, index);
                Errors(writer, item.Errors);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            if (keptOut.Count > 0) Suppressed(writer, keptOut);
        }));
    }

    public static Task Failed(HttpResponse response, int status, params IReadOnlyList<Error> errors) =>
        Send(response, status, Json(writer =>
        {
            writer.WriteBoolean("success"u8, false);
            Errors(writer, errors);
        }));

    public static Task Overloaded(HttpResponse response, string message, TimeSpan retryAfter)
    {
        // Whole seconds, and never 0: an SDK would be back at once.
        response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Failed(response, StatusCodes.Status429TooManyRequests, new Error("overloaded", message) { Hint = "Send it again after the seconds of Retry-After." });
    }

    public static Task Unavailable(HttpResponse response, string message)
    {
        response.Headers.RetryAfter = "1";
        return Failed(response, StatusCodes.Status503ServiceUnavailable, new Error("storage_unavailable", message) { Hint = "Send it again later, with the same message ids: what was accepted already is not taken twice." });
    }

    public static Task Full(HttpResponse response, string message)
    {
        response.Headers.RetryAfter = StorageFilter.RetryAfter;
        return Failed(response, StatusCodes.Status503ServiceUnavailable, new Error("storage_full", message) { Hint = "Send it again after the seconds of Retry-After; nothing was accepted." });
    }

    private static Task Send(HttpResponse response, int status, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    private static byte[] Json(Action<Utf8JsonWriter> fields)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void Suppressed(Utf8JsonWriter writer, IReadOnlyList<int?> keptOut)
    {
        writer.WriteStartArray("suppressed"u8);
        foreach (var index in keptOut)
        {
            writer.WriteStartObject();
            if (index is { } place) writer.WriteNumber("index"u8, place);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Errors(Utf8JsonWriter writer, IReadOnlyList<Error> errors)
    {
        writer.WriteStartArray("errors"u8);
        foreach (var error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("code"u8, error.Code);
            writer.WriteString("message"u8, error.Message);
            if (error.Path is not null) writer.WriteString("path"u8, error.Path);
            if (error.Line is { } line) writer.WriteNumber("line"u8, line);
            if (error.Column is { } column) writer.WriteNumber("column"u8, column);
            if (error.Hint is not null) writer.WriteString("hint"u8, error.Hint);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
