using Tandem.Server.Hosting;

namespace Tandem.Server.Overview;

/// <summary>The workspace's time.</summary>
/// <param name="Speed">Seconds of this clock in a real second: 1, but for a demo.</param>
/// <param name="Note">Said in words when it is not the real time.</param>
public sealed record ClockModel(DateTimeOffset Now, double Speed, string? Note);

/// <summary>How fast a demo's clock is to run.</summary>
/// <param name="Speed">Seconds of the clock in a real second, 0 to 1,000,000; 0 stops it.</param>
public sealed record ClockSpeed(double Speed);

/// <summary>What the engine is doing now. Rates are means over the last second.</summary>
/// <param name="Accepted">Interactions folded since the workspace began, duplicates and those of nobody included; while a restart folds the journal again, at least what the sources counted.</param>
/// <param name="Waiting">Entries that are durable and not folded yet.</param>
/// <param name="Replay">What a restart still has to fold of what was accepted before; null when all of it is folded.</param>
/// <param name="Ruleset">The number of the live ruleset.</param>
public sealed record OverviewModel(
    ClockModel Clock, double InteractionsPerSecond, double FoldedPerSecond, double MessagesPerSecond, long Accepted, long Rejected, long Waiting, ReplayLag? Replay,
    long Customers, long Accounts, MessageCountsModel Messages, IReadOnlyList<SourceRateModel> Sources, IReadOnlyList<TypeCountModel> ByType, int Ruleset, bool SendingOutside);

public sealed record MessageCountsModel(long Queued, long Sent, long Failed, long Withheld);

public sealed record SourceRateModel(string Name, double InteractionsPerSecond, long Accepted, long Rejected);

public sealed record TypeCountModel(string Type, long Count);
