using Tandem.Primitives;

namespace Tandem.Storage.Figures;

/// <summary>
/// What a store knows of itself, for those who run it: read at each scrape of <c>/metrics</c>, so each call looks at what
/// is counted anyway and waits for no traffic. Counts are since the process began. Thread-safe.
/// </summary>
public interface IStoreFigures
{
    InboxFigures Inbox { get; }

    JournalFigures Journal { get; }

    CheckpointFigures Checkpoints { get; }

    SnapshotFigures Snapshots { get; }

    /// <summary>The time of the entry that has waited longest for a shard; null where none waits, or where it is not known yet.</summary>
    Instant? OldestWaiting(ShardId shard);

    /// <summary>The databases and folders of the store with their sizes in bytes: a fixed few names.</summary>
    IReadOnlyList<(string Name, long Bytes)> Sizes();
}

/// <param name="Waiting">Entries that are durable and that no shard has taken.</param>
/// <param name="UnwrittenBytes">Of arrivals that wait to be made durable.</param>
public readonly record struct InboxFigures(long Waiting, long UnwrittenBytes);

/// <param name="First">The oldest position that is kept.</param>
/// <param name="Last">The newest durable position.</param>
/// <param name="Unsealed">Entries that are not in sealed parts yet.</param>
/// <param name="Parts">How many sealed parts there are.</param>
/// <param name="WrittenBytes">About how many bytes were written to it.</param>
public readonly record struct JournalFigures(long First, long Last, long Unsealed, int Parts, long WrittenBytes);

/// <param name="States">States of customers and accounts that checkpoints wrote.</param>
/// <param name="StateBytes">Their bytes.</param>
/// <param name="UnmergedBytes">Bytes of states that were written and are still to be merged into the place where they belong.</param>
/// <param name="Outbox">Effects that wait to be performed.</param>
public readonly record struct CheckpointFigures(long States, long StateBytes, long UnmergedBytes, long Outbox);

/// <param name="Newest">The time of the newest one; null where there is none.</param>
public readonly record struct SnapshotFigures(int Count, Instant? Newest);
