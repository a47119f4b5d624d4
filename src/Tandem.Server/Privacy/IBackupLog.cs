using Tandem.Primitives;

namespace Tandem.Server.Privacy;

/// <summary>The backups that were made of the workspace, so that a certificate says which of them still hold somebody's data.</summary>
public interface IBackupLog
{
    /// <summary>All that may still be there, in any order.</summary>
    IReadOnlyList<KnownBackup> All { get; }
}

/// <summary>A backup of the workspace.</summary>
public sealed record KnownBackup(string Id, Instant At);
