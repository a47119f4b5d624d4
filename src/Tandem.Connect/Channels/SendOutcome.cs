namespace Tandem.Connect.Channels;

public enum SendOutcome
{
    /// <summary>The channel has taken the message over.</summary>
    Sent = 1,

    /// <summary>The message was refused for good, for a reason that does not lie in the address.</summary>
    Failed,

    /// <summary>The address was refused for good.</summary>
    Bounced,

    /// <summary>It was certainly not sent, and another attempt may succeed.</summary>
    TryLater,

    /// <summary>It was handed over, and the answer never came: nobody knows.</summary>
    Uncertain,
}
