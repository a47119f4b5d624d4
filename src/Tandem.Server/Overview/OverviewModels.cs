using Tandem.Server.Hosting;

namespace Tandem.Server.Overview;

/// <summary>What the engine is doing now. Rates are means over the last second.</summary>
/// <param name="Accepted">Interactions folded since the workspace began, duplicates and those of nobody included; while a restart folds the journal again, at least what the sources counted.</param>
/// <param name="Waiting">Entries that are durable and not folded yet.</param>
/// <param name="Replay">What a restart still has to fold of what was accepted before; null when all of it is folded.</param>
/// <param name="Latency">Of the last ten seconds; null where nothing came in. Of the process that is asked.</param>
/// <param name="ByChannel">What came in and went out, by the channels that sources say they are and that messages go through.</param>
/// <param name="Errors">What went wrong, so far.</param>
/// <param name="Ruleset">The number of the live ruleset.</param>
public sealed record OverviewModel(
    ClockModel Clock, double InteractionsPerSecond, double FoldedPerSecond, double MessagesPerSecond, long Accepted, long Rejected, long Waiting, ReplayLag? Replay, LatencyModel? Latency,
    long Customers, long Accounts, MessageCountsModel Messages, IReadOnlyList<SourceRateModel> Sources, IReadOnlyList<ChannelModel> ByChannel, IReadOnlyList<TypeCountModel> ByType,
    ErrorCountsModel Errors, int Ruleset, bool SendingOutside);

/// <summary>One of the last seconds, for pictures that show how it came about.</summary>
/// <param name="SecondsAgo">How long ago it was over, in real time.</param>
/// <inheritdoc cref="OverviewModel"/>
public sealed record PastSecondModel(double SecondsAgo, double InteractionsPerSecond, double FoldedPerSecond, LatencyModel? Latency, ErrorCountsModel Errors, int Ruleset);

public sealed record MessageCountsModel(long Queued, long Sent, long Failed, long Withheld);

/// <summary>From when an interaction was accepted until it was folded, which is when it can be read, in seconds of real time.</summary>
/// <param name="P50">Half took at most this long.</param>
/// <param name="P99">99 of 100 took at most this long; 60 where it is longer.</param>
/// <param name="Measured">Of how many interactions.</param>
public sealed record LatencyModel(double P50, double P99, long Measured);

/// <param name="Channel">Null for sources of which nobody has said.</param>
/// <param name="Sources">How many sources are of this channel.</param>
/// <param name="Accepted">Interactions that came in through it.</param>
/// <param name="MessagesSent">Messages that went out through it.</param>
public sealed record ChannelModel(string? Channel, int Sources, double InteractionsPerSecond, long Accepted, long MessagesSent);

/// <param name="Rejected">Items that are no interactions.</param>
/// <param name="Refused">Calls answered with 429 or 503, since the process that is asked began.</param>
/// <param name="Failed">Messages that failed, bounced or may not have been sent.</param>
/// <param name="RuleErrors">How often a segment's rule could not be decided, such as for a trait that is missing; that counts as no.</param>
public sealed record ErrorCountsModel(long Rejected, long Refused, long Failed, long RuleErrors);

public sealed record SourceRateModel(string Name, double InteractionsPerSecond, long Accepted, long Rejected);

public sealed record TypeCountModel(string Type, long Count);
