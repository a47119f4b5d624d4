using System.Text;
using Tandem.Engine.Interactions;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>What a source sent that could not be an interaction, kept so that somebody can mend the sender.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Index">Its place in the batch; null for a single call, or a body that failed whole.</param>
/// <param name="Body">As sent, bytes that are no text replaced, cut after <see cref="TrackingLimits.CallBytes"/>.</param>
/// <param name="Endpoint">The path that it was sent to.</param>
public sealed record Reject(string Id, Instant At, int? Index, IReadOnlyList<Error> Errors, string Body, string Endpoint)
{
    public static Reject Of(RejectedItem item, Instant at, string endpoint) => new(NewId(), at, item.Index, item.Errors, Encoding.UTF8.GetString(item.Body.Span), endpoint);

    /// <summary>A body of which nothing could be read.</summary>
    public static Reject OfWhole(IReadOnlyList<Error> errors, ReadOnlySpan<byte> body, Instant at, string endpoint) =>
        new(NewId(), at, null, errors, Encoding.UTF8.GetString(body[..Math.Min(body.Length, TrackingLimits.CallBytes)]), endpoint);

    private static string NewId() => Guid.CreateVersion7().ToString("N");
}
