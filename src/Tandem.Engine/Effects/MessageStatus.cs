namespace Tandem.Engine.Effects;

/// <summary>Where a message stands. Numbers are stored.</summary>
public enum MessageStatus : byte
{
    /// <summary>Waits for its first attempt or the next one.</summary>
    Queued = 1,

    /// <summary>An attempt was recorded, and its outcome is not: it is under way, or a crash cut it short.</summary>
    Sending = 2,

    Sent = 3,
    Failed = 4,
    Withheld = 5,
    Bounced = 6,

    /// <summary>An attempt was cut short and nobody knows whether it arrived; it is not made again.</summary>
    Uncertain = 7,
}
