using System.Text;
using System.Text.Json;
using Tandem.Engine.Interactions;
using Tandem.Primitives;
using Tandem.Server.Api.Tracking;

namespace Tandem.Server.Sources;

/// <summary>Reads a mended item as the tracking API would have read it when it came: the same rules, the same moment.</summary>
internal static class RejectReading
{
    /// <param name="source">The number of its source.</param>
    /// <returns>The interactions, at least one; or all that is still wrong, with its place in <paramref name="text"/>.</returns>
    public static Result<IReadOnlyList<AcceptedItem>> Read(Reject reject, int source, string text)
    {
        var number = 0;
        // Always the same ones: what is sent twice all the same is a duplicate to the engine.
        var reception = new Reception(source, reject.At, () => number++ == 0 ? $"mended-{reject.Id}" : $"mended-{reject.Id}-{number}");
        if (reject.Index is not null) return ReadItem(reject, text, reception);
        var utf8 = Encoding.UTF8.GetBytes(text);
        var read = TrackingSetup.TypeOf(reject.Endpoint) is { } type ? InteractionParser.ReadCall(utf8, type, reception) : InteractionParser.ReadBatch(utf8, reception);
        return Placed(read, text, "");
    }

    private static Result<IReadOnlyList<AcceptedItem>> ReadItem(Reject reject, string text, Reception reception)
    {
        // Alone first: nothing that is written in it may end the batch that is put around it.
        if (NotOne(text) is { } error) return error;
        var around = reject.Around is { } fields ? $",{fields}" : "";
        return Placed(InteractionParser.ReadBatch(Encoding.UTF8.GetBytes($"{{\"batch\":[{text}]{around}}}"), reception), text, "batch[0]");
    }

    private static Result<IReadOnlyList<AcceptedItem>> Placed(Result<ParsedCall> read, string text, string prefix)
    {
        if (!read.TryGet(out var call, out var errors)) return Result.Fail<IReadOnlyList<AcceptedItem>>([.. errors.Select(error => JsonPlaces.Place(error, text, prefix))]);
        if (call.Rejected.Count > 0) return Result.Fail<IReadOnlyList<AcceptedItem>>([.. call.Rejected.SelectMany(item => item.Errors).Select(error => JsonPlaces.Place(error, text, prefix))]);
        if (call.Accepted.Count == 0) return new Error("missing", "There is nothing in it to send.") { Line = 1, Column = 1, Hint = "Put one call in." };
        return Result.Ok(call.Accepted);
    }

    private static Error? NotOne(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text, new() { MaxDepth = 1_024 });
            return null;
        }
        catch (JsonException exception)
        {
            return new("not_json", "This is not JSON.") { Line = (int?)exception.LineNumber + 1, Column = (int?)exception.BytePositionInLine + 1, Hint = "Write one JSON object, with nothing after it." };
        }
    }
}
