using Tandem.Connect.Channels;
using Tandem.Engine.Effects;

namespace Tandem.Server.Delivery;

/// <summary>A message whole. <see cref="Html"/> is somebody's mail: show it only where no script of it runs.</summary>
/// <param name="Why">In words and in order: what started it, what the rules said, which consent it rests on.</param>
/// <param name="Outside">It was really sent outside.</param>
/// <param name="Attempts">Attempts made so far.</param>
public sealed record MessageDetail(
    string Id, string CustomerId, string? Address, string Channel, string? Subject, string Template, string Status, string? StatusDetail, string At, MessageOrigin Origin,
    string? From, string? Html, string? Text, IReadOnlyList<MessageHeader> Headers, IReadOnlyList<string> Why, bool Outside, int Attempts)
{
    public static MessageDetail Of(MessageRecord message)
    {
        var summary = MessageSummary.Of(message);
        return new(
            summary.Id, summary.CustomerId, summary.Address, summary.Channel, summary.Subject, summary.Template, summary.Status, summary.StatusDetail, summary.At, summary.Origin,
            message.Content?.From, message.Content?.Html, message.Content?.Text,
            [.. message.Content?.Headers.Select(header => new MessageHeader(header.Key, header.Value)) ?? []], message.Effect.Why, message.Outside, message.Attempts);
    }
}
