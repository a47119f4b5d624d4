namespace Tandem.Server.Operations;

/// <summary>
/// The events that operators look for. Their names and fields are a promise: docs/operate.md lists them, and a test holds
/// the two together.
/// </summary>
internal static partial class OperationsLog
{
    [LoggerMessage(EventId = 1, EventName = "started", Level = LogLevel.Information, Message = "Tandem {Version} listens at {Url}, with the workspace in {Folder}.")]
    public static partial void Started(this ILogger log, string version, string url, string folder);

    [LoggerMessage(EventId = 2, EventName = "ready", Level = LogLevel.Information, Message = "Interactions are accepted. {ReplayEntries} entries of before are still to be folded.")]
    public static partial void Ready(this ILogger log, long replayEntries);

    [LoggerMessage(EventId = 3, EventName = "stopping", Level = LogLevel.Information, Message = "The server makes its last checkpoints and stops.")]
    public static partial void Stopping(this ILogger log);

    [LoggerMessage(EventId = 4, EventName = "stopped", Level = LogLevel.Information, Message = "The server stopped with exit code {ExitCode}.")]
    public static partial void Stopped(this ILogger log, int exitCode);

    [LoggerMessage(EventId = 5, EventName = "fold_failed", Level = LogLevel.Critical, Message = "The fold cannot go on, and the server stops. Nothing that was accepted is lost.")]
    public static partial void FoldFailed(this ILogger log, Exception fault);

    [LoggerMessage(EventId = 10, EventName = "accepting_stopped", Level = LogLevel.Error, Message = "Interactions are answered with 503 until there is room on the disk. {Reason}")]
    public static partial void AcceptingStopped(this ILogger log, string reason);

    [LoggerMessage(EventId = 11, EventName = "accepting_resumed", Level = LogLevel.Information, Message = "There is room on the disk, and interactions are accepted again after {Seconds} s.")]
    public static partial void AcceptingResumed(this ILogger log, long seconds);

    [LoggerMessage(EventId = 12, EventName = "waiting_began", Level = LogLevel.Error, Message = "{Task}: cannot be written, and waits. {Reason}")]
    public static partial void WaitingBegan(this ILogger log, StorageTask task, string reason);

    [LoggerMessage(EventId = 13, EventName = "waiting_ended", Level = LogLevel.Information, Message = "{Task}: is written again, after {Seconds} s.")]
    public static partial void WaitingEnded(this ILogger log, StorageTask task, long seconds);

    [LoggerMessage(EventId = 14, EventName = "store_damaged", Level = LogLevel.Error, Message = "{Trouble}")]
    public static partial void StoreDamaged(this ILogger log, string trouble);

    [LoggerMessage(EventId = 20, EventName = "overload_began", Level = LogLevel.Warning, Message = "More comes than can be folded: interactions are answered with 429. {Waiting} entries wait.")]
    public static partial void OverloadBegan(this ILogger log, long waiting);

    [LoggerMessage(EventId = 21, EventName = "overload_ended", Level = LogLevel.Information, Message = "The overload is over after {Seconds} s; {Refused} calls were answered with 429.")]
    public static partial void OverloadEnded(this ILogger log, long seconds, long refused);

    [LoggerMessage(EventId = 30, EventName = "ruleset_published", Level = LogLevel.Information, Message = "Ruleset {Ruleset} is live.")]
    public static partial void RulesetPublished(this ILogger log, int ruleset);

    [LoggerMessage(EventId = 40, EventName = "backup_taken", Level = LogLevel.Information, Message = "The backup {Backup} was taken up to position {Position}: {Bytes} bytes in {Seconds} s.")]
    public static partial void BackupTaken(this ILogger log, string backup, long position, long bytes, long seconds);

    [LoggerMessage(EventId = 41, EventName = "backup_broken_off", Level = LogLevel.Warning, Message = "The backup {Backup} was broken off. {Reason}")]
    public static partial void BackupBrokenOff(this ILogger log, string backup, string reason);
}
