using System.Numerics;
using Tandem.Primitives;
using Tandem.Storage.Journal;

namespace Tandem.Storage.Sqlite;

/// <summary>Settings of an embedded store.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>Shards of a new workspace, a power of two from 1 to 1,024; one that exists keeps the number it was made with.</summary>
    public int ShardCount { get; init; } = 64;

    /// <summary>How many entries may wait to be taken before <c>Accept</c> says that it is overloaded. At least 1.</summary>
    public int MaxWaiting { get; init; } = 200_000;

    /// <summary>How many bytes of entries may wait in memory to be taken before <c>Accept</c> says that it is overloaded. At least 1 MiB.</summary>
    public long MaxWaitingBytes { get; init; } = 256 << 20;

    /// <summary>
    /// How many waiting entries are kept in memory, over all shards, before further ones are read from the journal when
    /// their turn comes. At least <see cref="MaxWaiting"/>, so that it only happens after a start or with floods of
    /// messages between shards.
    /// </summary>
    public int MaxInMemory { get; init; } = 400_000;

    /// <summary>The same in bytes of entries. At least <see cref="MaxWaitingBytes"/>.</summary>
    public long MaxBytesInMemory { get; init; } = 512 << 20;

    /// <summary>How many bytes may wait for the disk before <c>Accept</c> says that it is overloaded. At least 1 MiB.</summary>
    public long MaxUnwrittenBytes { get; init; } = 64 << 20;

    /// <summary>How large the journal's file may grow; 0 for as large as the disk. When it is reached, the store is full.</summary>
    public long MaxJournalBytes { get; init; }

    /// <summary>
    /// How many bytes of <c>journal.db</c> are sealed into one compressed part once every shard has folded them, so about
    /// how large that file stays. At least 1 KiB.
    /// </summary>
    public long PartBytes { get; init; } = 64 << 20;

    /// <summary>For how long entries are kept after they were taken, at least; null for ever. Whole parts go, when all shards have folded them. Not negative.</summary>
    public TimeSpan? JournalRetention { get; init; }

    /// <summary>How much of the journal's time lies between two snapshots of the states; zero for none. Not negative.</summary>
    public TimeSpan SnapshotEvery { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How many snapshots are kept; 0 for none, and then none is taken by itself. From 0 to 1,000.</summary>
    public int SnapshotsKept { get; init; } = 7;

    /// <summary>How much real time lies at least between two snapshots that are taken by themselves: a demo's clock runs fast.</summary>
    internal TimeSpan SnapshotPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Told in a sentence for people what cannot be read or done any more. Called from a thread of the store; must not throw.</summary>
    public Action<string> Report { get; init; } = _ => { };

    /// <summary>
    /// Told why something beside the traffic cannot be written and waits, and with null that it was written: each time, as
    /// often as it is tried. Called from threads of the store; must not throw.
    /// </summary>
    public Action<StoreTask, string?> Wrote { get; init; } = (_, _) => { };

    /// <summary>How many bytes of the disk a snapshot leaves free, at least; where it would leave fewer, none is taken. Not negative.</summary>
    public long ReserveBytes { get; init; }

    /// <summary>How many bytes of payloads are compressed together.</summary>
    internal int ChunkBytes { get; init; } = PartFormat.ChunkSize;

    /// <summary>How much of a shard's states is appended at least before it is merged into rows, and at most; in between, as much as its rows have.</summary>
    internal long MergeBytes { get; init; } = 1 << 20;

    /// <inheritdoc cref="MergeBytes"/>
    internal long MaxMergeBytes { get; init; } = 32 << 20;

    /// <summary>After how much time without a checkpoint everything is merged.</summary>
    internal TimeSpan MergeIdle { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many rows are merged in one transaction, for which a checkpoint may have to wait.</summary>
    internal int MergeRows { get; init; } = 500;

    /// <summary>Told of the points of merging, for tests that end there.</summary>
    internal Action<MergePoint> Merging { get; init; } = _ => { };

    /// <summary>Whether the store drives its upkeep itself; else a test does.</summary>
    internal bool UpkeepInBackground { get; init; } = true;

    /// <summary>Told of the points of sealing, for tests that end there.</summary>
    internal Action<SealPoint> Reached { get; init; } = _ => { };

    /// <exception cref="ArgumentOutOfRangeException">A setting is out of bounds; it is named.</exception>
    public void Validate()
    {
        if (ShardCount is < 1 or > ShardId.Limit || !BitOperations.IsPow2(ShardCount))
            throw new ArgumentOutOfRangeException(nameof(ShardCount), ShardCount, $"The number of shards is a power of two from 1 to {ShardId.Limit}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWaiting, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxInMemory, MaxWaiting);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWaitingBytes, 1 << 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytesInMemory, MaxWaitingBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxUnwrittenBytes, 1 << 20);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxJournalBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(PartBytes, 1 << 10);
        ArgumentOutOfRangeException.ThrowIfLessThan(SnapshotEvery, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(ReserveBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(SnapshotsKept);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SnapshotsKept, 1_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(JournalRetention ?? default, TimeSpan.Zero, nameof(JournalRetention));
    }
}
