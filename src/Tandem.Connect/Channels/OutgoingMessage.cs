namespace Tandem.Connect.Channels;

/// <summary>One message to one address, ready to send.</summary>
public sealed record OutgoingMessage
{
    /// <summary>The key of its effect: sending it again is sending the same message.</summary>
    public required string Key { get; init; }

    public required MailAddress From { get; init; }
    public required MailAddress To { get; init; }
    public required string Subject { get; init; }

    /// <summary>Null for a message of text alone.</summary>
    public required string? Html { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset Date { get; init; }

    /// <summary>Where a click withdraws the consent; null for a message that needs none.</summary>
    public required Uri? Unsubscribe { get; init; }
}
