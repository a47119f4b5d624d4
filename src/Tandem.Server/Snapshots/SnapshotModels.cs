namespace Tandem.Server.Snapshots;

/// <summary>The states of all shards as they were at a position of the journal.</summary>
/// <param name="Position">Everything up to here is folded in it.</param>
/// <param name="At">The journal's time when it was taken.</param>
/// <param name="Bytes">How large it is on disk.</param>
public sealed record SnapshotModel(long Position, DateTimeOffset At, long Bytes);

/// <param name="Items">Newest first.</param>
public sealed record SnapshotList(IReadOnlyList<SnapshotModel> Items);
