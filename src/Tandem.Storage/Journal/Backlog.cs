namespace Tandem.Storage.Journal;

/// <summary>What waits for a shard in the journal.</summary>
/// <param name="Count">How many entries.</param>
/// <param name="ReadFrom">No entry of the shard that waits is at or before this position.</param>
internal readonly record struct Backlog(long Count, long ReadFrom);
