using Tandem.Primitives;

namespace Tandem.Engine.Effects;

/// <summary>A message from its effect to its outcome, as it is kept. Each transition makes a new record.</summary>
public sealed record MessageRecord
{
    /// <summary>Counts up in the order in which messages were first recorded; 0 before that.</summary>
    public long Number { get; init; }

    public required MessageEffect Effect { get; init; }
    public MessageStatus Status { get; init; } = MessageStatus.Queued;

    /// <summary>In words: the receiver's answer, the reason, or the error; empty where there is nothing to say.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Attempts recorded so far.</summary>
    public int Attempts { get; init; }

    /// <summary>What made the last attempt: <c>mailbox</c>, <c>smtp</c>; empty before the first.</summary>
    public string Via { get; init; } = "";

    /// <summary>The last attempt went outside, where real people are.</summary>
    public bool Outside { get; init; }

    /// <summary>The last attempt may be made again even when nobody knows its end.</summary>
    public bool Repeatable { get; init; }

    /// <summary>When a queued message has its next attempt; null for its first.</summary>
    public Instant? NextAttempt { get; init; }

    /// <summary>Null until it was rendered.</summary>
    public MessageContent? Content { get; init; }

    public bool HasOutcome => Status is not (MessageStatus.Queued or MessageStatus.Sending);

    public static MessageRecord Queue(MessageEffect effect) => new() { Effect = effect };

    /// <summary>To be stored before the attempt is made.</summary>
    public MessageRecord Attempt(string via, bool outside, bool repeatable, MessageContent content) =>
        this with { Status = MessageStatus.Sending, Attempts = Attempts + 1, Via = via, Outside = outside, Repeatable = repeatable, Content = content, NextAttempt = null };

    public MessageRecord Later(string detail, Instant next) => this with { Status = MessageStatus.Queued, Detail = detail, NextAttempt = next };

    public MessageRecord End(DeliveryOutcome outcome, string detail) => this with { Status = StatusOf(outcome), Detail = detail, NextAttempt = null };

    /// <summary>What is left of it when its customer is erased: a waiting one is withheld, one that was on its way is uncertain.</summary>
    public MessageRecord Erased(string reason) => this with
    {
        Effect = Effect.Erased(),
        Status = Status switch { MessageStatus.Queued => MessageStatus.Withheld, MessageStatus.Sending => MessageStatus.Uncertain, _ => Status },
        Detail = reason,
        NextAttempt = null,
        Content = new("", "", null, "", []),
    };

    /// <summary>What its customer's shard is told. Only for a message with an outcome.</summary>
    public DeliveryReport Report() => new(Effect.Key, Effect.Customer, Outcome, Effect.Channel, Detail);

    private DeliveryOutcome Outcome => Status switch
    {
        MessageStatus.Sent => DeliveryOutcome.Sent,
        MessageStatus.Failed => DeliveryOutcome.Failed,
        MessageStatus.Bounced => DeliveryOutcome.Bounced,
        MessageStatus.Withheld => DeliveryOutcome.Withheld,
        MessageStatus.Uncertain => DeliveryOutcome.Uncertain,
        _ => throw new InvalidOperationException($"The message {Effect.Key} is {Status} and has no outcome yet."),
    };

    private static MessageStatus StatusOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Sent => MessageStatus.Sent,
        DeliveryOutcome.Bounced => MessageStatus.Bounced,
        DeliveryOutcome.Withheld => MessageStatus.Withheld,
        DeliveryOutcome.Uncertain => MessageStatus.Uncertain,
        _ => MessageStatus.Failed,
    };
}
