namespace Tandem.Connect.Channels;

/// <summary>A way to reach people. Thread-safe.</summary>
public interface IChannel
{
    /// <summary>
    /// Makes one attempt to send one message. It does not retry by itself: <see cref="SendOutcome.TryLater"/> says that
    /// the message was certainly not sent and is worth another attempt; failed and bounced are final; an uncertain one
    /// is treated like an attempt that a crash cut short, see <see cref="RepeatsAreHarmless"/>.
    /// </summary>
    /// <remarks>
    /// Expected failures are answers. An exception means a defect, and the attempt counts as uncertain. Cancelling
    /// gives up waiting: the answer is then <c>TryLater</c> before the message was handed over and <c>Uncertain</c> after.
    /// </remarks>
    ValueTask<SendResult> Send(OutgoingMessage message, CancellationToken cancel);

    /// <summary>The channel's name in records: <c>mailbox</c>, <c>smtp</c>.</summary>
    string Name { get; }

    /// <summary>
    /// True: an attempt of which nobody knows the end is made again, because a second one changes nothing. False: it is
    /// held as uncertain for a person to decide, because the customer may have the message already.
    /// </summary>
    bool RepeatsAreHarmless { get; }

    /// <summary>True when a message leaves this machine and may reach a real person.</summary>
    bool ReachesPeople { get; }

    /// <summary>How many messages it can usefully send at the same time.</summary>
    int Parallel { get; }
}
