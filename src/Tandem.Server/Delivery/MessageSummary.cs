using Tandem.Engine.Effects;

namespace Tandem.Server.Delivery;

/// <summary>A message in a list.</summary>
/// <param name="Status"><c>queued</c>, <c>sent</c>, <c>failed</c>, <c>withheld</c>, <c>bounced</c> or <c>uncertain</c>.</param>
/// <param name="StatusDetail">The receiver's answer, the reason, or the error.</param>
/// <param name="At">When it was decided.</param>
public sealed record MessageSummary(
    string Id, string CustomerId, string? Address, string Channel, string? Subject, string Template, string Status, string? StatusDetail, string At, MessageOrigin Origin)
{
    public static MessageSummary Of(MessageRecord message) => new(
        message.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), message.Effect.Customer.ToString(), message.Effect.Address, message.Effect.Channel,
        message.Content?.Subject, message.Effect.Template, StatusOf(message.Status), message.Detail.Length == 0 ? null : message.Detail,
        message.Effect.At.ToString(), new(message.Effect.OriginKind, message.Effect.OriginName, message.Effect.OriginStep));

    /// <summary>People see no difference between a message that waits and one that is on its way this moment.</summary>
    public static string StatusOf(MessageStatus status) => status == MessageStatus.Sending ? StatusOf(MessageStatus.Queued) : status.ToString().ToLowerInvariant();
}
