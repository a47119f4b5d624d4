namespace Tandem.Server.Backups;

/// <summary>A backup of the workspace.</summary>
/// <param name="Id">Also a part of its file's name.</param>
/// <param name="At">The moment as of which it is.</param>
/// <param name="FinishedAt">When all of it was sent; null while it is under way, where a crash broke it off, and in a workspace that was restored from it.</param>
/// <param name="Position">The last position of the journal in it; 0 as long as it is not finished.</param>
/// <param name="Bytes">How large it is; 0 as long as it is not finished.</param>
public sealed record BackupItemModel(string Id, DateTimeOffset At, DateTimeOffset? FinishedAt, long Position, long Bytes);

/// <param name="Items">Newest first.</param>
public sealed record BackupList(IReadOnlyList<BackupItemModel> Items);
