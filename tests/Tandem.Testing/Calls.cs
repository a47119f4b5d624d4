using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Primitives;

namespace Tandem.Testing;

/// <summary>Interactions as the tracking API would have accepted them.</summary>
public static class Calls
{
    /// <param name="identities"><c>userId:42 anonymousId:a</c>: kinds and values, joined by blanks.</param>
    /// <param name="body">JSON of properties, traits or context.</param>
    public static Interaction Of(InteractionType type, string identities, Instant at, string messageId, string name = "", string body = "{}", bool historical = false) => new()
    {
        Type = type,
        Source = 1,
        Historical = historical,
        ReceivedAt = at,
        Timestamp = at,
        MessageId = messageId,
        Name = name,
        Identities = [.. identities.Split(' ').Select(Identity).Order(Comparer<Identity>.Create(IdentityKinds.Compare))],
        Body = JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(body)),
    };

    public static Identity Identity(string text)
    {
        var parts = text.Split(':', 2);
        return new(IdentityKinds.Shared(parts[0]), parts[1]);
    }

    public static Instant Time(string iso) => Instant.TryParse(iso.AsSpan(), out var time) ? time : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{iso} is not a time."));
}
