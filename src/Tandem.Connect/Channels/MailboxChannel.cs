namespace Tandem.Connect.Channels;

/// <summary>
/// The embedded mailbox: a message is delivered by being kept, and the store of messages keeps it. Nothing leaves the
/// machine. It never fails, and an attempt cut short is simply made again.
/// </summary>
public sealed class MailboxChannel : IChannel
{
    public string Name => "mailbox";

    public bool RepeatsAreHarmless => true;

    public bool ReachesPeople => false;

    public int Parallel => 1;

    public ValueTask<SendResult> Send(OutgoingMessage message, CancellationToken cancel) =>
        ValueTask.FromResult(new SendResult(SendOutcome.Sent, "Kept in the mailbox of the workspace; nothing was sent outside."));
}
