using Tandem.Primitives;

namespace Tandem.Server.Backups;

/// <summary>A backup that was taken of this workspace.</summary>
/// <param name="Id">Also a part of its file's name.</param>
/// <param name="At">The moment as of which it is.</param>
/// <param name="FinishedAt">Null while it is under way, where a crash broke it off, and in a workspace that was restored from it.</param>
/// <param name="Position">The last position of the journal in it.</param>
/// <param name="Bytes">How large it is.</param>
public sealed record BackupRecord(string Id, Instant At, Instant? FinishedAt = null, long Position = 0, long Bytes = 0);
