using System.Text;
using System.Text.Json;
using Tandem.Engine.Interactions;
using Tandem.Primitives;

namespace Tandem.Engine.Tests.Interactions;

/// <summary>Short forms for the tests of the parser.</summary>
internal static class Parsing
{
    public static readonly Instant ReceivedAt = Time("2026-11-22T10:00:00Z");

    public static Instant Time(string text) => Instant.TryParse(text, out var time) ? time : throw new FormatException(text);

    public static Reception Reception()
    {
        var made = 0;
        return new(7, ReceivedAt, () => $"made-{++made}");
    }

    public static Result<ParsedCall> Call(InteractionType type, string json) => InteractionParser.ReadCall(Encoding.UTF8.GetBytes(json), type, Reception());

    public static Result<ParsedCall> Batch(string json) => InteractionParser.ReadBatch(Encoding.UTF8.GetBytes(json), Reception());

    /// <summary>The one interaction of a call.</summary>
    public static Interaction Accepted(InteractionType type, string json)
    {
        var result = Call(type, json);
        Assert.True(result.IsOk, string.Join("; ", result.Errors));
        Assert.Empty(result.Value.Rejected.SelectMany(item => item.Errors));
        return Assert.Single(result.Value.Accepted).Interaction;
    }

    /// <summary>The errors of a call that is an object and still no interaction.</summary>
    public static IReadOnlyList<Error> Rejected(InteractionType type, string json)
    {
        var result = Call(type, json);
        Assert.True(result.IsOk, string.Join("; ", result.Errors));
        Assert.Empty(result.Value.Accepted);
        return Assert.Single(result.Value.Rejected).Errors;
    }

    public static Interaction Track(string fields) => Accepted(InteractionType.Track, $$"""{"event":"E","userId":"u",{{fields}}}""");

    public static IReadOnlyList<Error> BadTrack(string fields) => Rejected(InteractionType.Track, $$"""{"event":"E","userId":"u",{{fields}}}""");

    public static JsonElement Body(this Interaction interaction) => JsonDocument.Parse(interaction.Body).RootElement;

    public static string[] Names(this Interaction interaction) => [.. interaction.Identities.Select(identity => identity.ToString())];
}
