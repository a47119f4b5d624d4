using System.Text;
using Tandem.Engine.Interactions;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>What a source sent that could not be an interaction, kept so that somebody can mend the sender.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Index">Its place in the batch; null for a single call, or a body that failed whole.</param>
/// <param name="Body">As sent, bytes that are no text replaced, cut after <see cref="TrackingLimits.CallBytes"/>.</param>
/// <param name="Endpoint">The path that it was sent to.</param>
/// <param name="Around">What stood around its batch and holds for it: <see cref="RejectedItem.Around"/>; null where nothing did.</param>
public sealed record Reject(string Id, Instant At, int? Index, IReadOnlyList<Error> Errors, string Body, string Endpoint, string? Around = null)
{
    /// <summary>Whether its content was taken out, since somebody in it was erased.</summary>
    public bool IsErased => Body.Length == 0 && Errors.All(error => error.Message == ErasedMessage);

    /// <summary>What its errors say then.</summary>
    public const string ErasedMessage = "The customer was erased.";

    /// <summary>The field that one of its errors names, within the item; <see cref="RejectFilter.Nowhere"/> where it names none.</summary>
    public string FieldOf(Error error)
    {
        var path = error.Path ?? "";
        if (Index is { } index && path.StartsWith($"batch[{index}]", StringComparison.Ordinal)) path = path[$"batch[{index}]".Length..].TrimStart('.');
        return path.Length == 0 ? RejectFilter.Nowhere : path;
    }

    /// <summary>Whether only the beginning of what was sent is kept.</summary>
    public bool IsCut => Encoding.UTF8.GetByteCount(Body) >= TrackingLimits.CallBytes;

    public static Reject Of(RejectedItem item, Instant at, string endpoint) =>
        new(NewId(), at, item.Index, item.Errors, Encoding.UTF8.GetString(item.Body.Span), endpoint, item.Around.IsEmpty ? null : Encoding.UTF8.GetString(item.Around.Span));

    /// <summary>A body of which nothing could be read.</summary>
    public static Reject OfWhole(IReadOnlyList<Error> errors, ReadOnlySpan<byte> body, Instant at, string endpoint) =>
        new(NewId(), at, null, errors, Encoding.UTF8.GetString(body[..Math.Min(body.Length, TrackingLimits.CallBytes)]), endpoint);

    private static string NewId() => Guid.CreateVersion7().ToString("N");
}
