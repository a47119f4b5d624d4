namespace Tandem.Engine.Effects;

/// <summary>How many messages stand where.</summary>
/// <param name="Queued">Those under way included.</param>
public readonly record struct MessageCounts(long Queued, long Sent, long Failed, long Withheld, long Bounced, long Uncertain);
