using Tandem.Primitives;
using Tandem.Storage.Figures;
using Tandem.Storage.Journal;
using Tandem.Storage.Snapshots;

namespace Tandem.Storage.Sqlite;

/// <summary>The figures of an embedded store.</summary>
internal sealed class EmbeddedFigures(
    string folder, JournalFile journal, JournalParts parts, JournalAppender appender, JournalWriter writer, ShardQueues queues, StateWriter checkpoints, StateDeltas deltas,
    StateSnapshots snapshots) : IStoreFigures
{
    private static readonly string[] Files = ["journal.db", "state.db", "workspace.db", "delivery.db"];

    public InboxFigures Inbox => new(queues.Waiting, writer.UnwrittenBytes);

    public JournalFigures Journal
    {
        get
        {
            // The end first: what is sealed meanwhile makes no negative number.
            var last = journal.Last.Value;
            return new(journal.First.Value, last, Math.Max(0, last - journal.Sealed.Value), parts.All.Count, appender.Written);
        }
    }

    public CheckpointFigures Checkpoints => new(checkpoints.States, checkpoints.StateBytes, deltas.Bytes, checkpoints.Outbox);

    public SnapshotFigures Snapshots => new(snapshots.All.Count, snapshots.All is [.., var newest] ? newest.At : null);

    public Instant? OldestWaiting(ShardId shard) => queues.OldestWaiting(shard);

    public IReadOnlyList<(string Name, long Bytes)> Sizes() =>
    [
        .. Files.Select(file => (file, Length(file) + Length(file + "-wal"))),
        ("journal", parts.All.Sum(part => part.Length)),
        ("snapshots", snapshots.All.Sum(snapshot => snapshot.Bytes)),
    ];

    private long Length(string file) => new FileInfo(Path.Combine(folder, file)) is { Exists: true } there ? there.Length : 0;
}
