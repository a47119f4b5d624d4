using System.Diagnostics;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Journal;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Snapshots;

/// <summary>
/// The snapshots of a workspace, each in <c>snapshots/POSITION</c>: taken every so often of the journal's time, the newest
/// few kept. Taking one reads <c>state.db</c> as of one moment on a connection of its own; entries are accepted and
/// checkpoints made meanwhile. Thread-safe.
/// </summary>
public sealed class StateSnapshots : IDisposable
{
    /// <summary>Of a snapshot that is not whole yet, or not any more.</summary>
    private const string TemporaryExtension = ".new";

    private readonly string folder;
    private readonly SqliteFile file;
    private readonly StateFile states;
    private readonly StateWriter checkpoints;
    private readonly ShardQueues queues;
    private readonly JournalFile journal;
    private readonly EmbeddedOptions options;
    private readonly Lock gate = new();
    private readonly Stopwatch sinceLast = new();
    private volatile IReadOnlyList<SnapshotManifest> kept;
    private Instant? begin;
    private volatile bool closed;

    /// <param name="file">A connection to <c>state.db</c> for this alone.</param>
    internal StateSnapshots(string folder, SqliteFile file, StateFile states, StateWriter checkpoints, ShardQueues queues, JournalFile journal, EmbeddedOptions options)
    {
        (this.folder, this.file, this.states, this.checkpoints, this.queues, this.journal, this.options) = (folder, file, states, checkpoints, queues, journal, options);
        Directory.CreateDirectory(folder);
        foreach (var left in Directory.GetDirectories(folder, "*" + TemporaryExtension)) Directory.Delete(left, recursive: true);
        kept = [.. Directory.GetDirectories(folder).Select(Read).OfType<SnapshotManifest>().OrderBy(manifest => manifest.Position)];
    }

    /// <summary>Those that are kept, oldest first.</summary>
    public IReadOnlyList<SnapshotManifest> All => kept;

    /// <summary>Up to here no snapshot needs the journal to be folded forward from it.</summary>
    internal Position Needed => kept is [var oldest, ..] ? oldest.Position : new(long.MaxValue);

    public string FolderOf(SnapshotManifest snapshot) => Path.Combine(folder, snapshot.Position.ToString());

    /// <summary>
    /// Takes one of the checkpoints as they are now, and takes away the oldest beyond those that are kept. Where nothing
    /// was folded since the newest one, gives that.
    /// </summary>
    /// <exception cref="StorageFullException">There is no room; nothing of it is left.</exception>
    public SnapshotManifest Take()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            sinceLast.Restart();
            var position = queues.Folded;
            if (kept is [.., var newest] && newest.Position >= position) return newest;
            ThrowIfLittleRoom();
            checkpoints.Mark(position);
            queues.Marked(position);
            var manifest = Write(position);
            kept = [.. kept, manifest];
            Trim(Math.Max(1, options.SnapshotsKept));
            return manifest;
        }
    }

    /// <summary>Copies the states as of one moment, for a backup; no snapshot, and gone with the next start at the latest.</summary>
    /// <exception cref="StorageFullException">There is no room; nothing of it is left.</exception>
    internal StateCopy Copy()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            ThrowIfLittleRoom();
            var position = queues.Folded;
            checkpoints.Mark(position);
            queues.Marked(position);
            var copy = new StateCopy(Path.Combine(folder, "backup" + TemporaryExtension));
            try
            {
                file.Prepare("VACUUM INTO ?").Begin().Bind(1, copy.StatePath).Run();
                return copy;
            }
            catch
            {
                copy.Dispose();
                throw;
            }
        }
    }

    /// <summary>Takes all away: what was erased since is in them.</summary>
    /// <returns>How many there were.</returns>
    internal int RemoveAll()
    {
        lock (gate)
        {
            var count = kept.Count;
            Trim(0);
            // Damaged ones do not count, and hold data all the same.
            foreach (var left in Directory.GetDirectories(folder)) Directory.Delete(left, recursive: true);
            FolderSync.Sync(folder);
            return count;
        }
    }

    /// <summary>Takes one when it is time; false when it is not.</summary>
    internal bool Step()
    {
        if (options.SnapshotsKept == 0 || options.SnapshotEvery == TimeSpan.Zero || journal.Last < journal.First) return false;
        // A demo's clock runs through a year in a minute.
        if (sinceLast.IsRunning && sinceLast.Elapsed < options.SnapshotPause) return false;
        begin ??= journal.Find([journal.First])[0].At;
        var (at, position) = kept is [.., var newest] ? (newest.At, newest.Position) : (begin.Value, default);
        lock (gate)
        {
            if (closed || (journal.LastAt - at).ToTimeSpan() < options.SnapshotEvery || queues.Folded <= position) return false;
            Take();
            return true;
        }
    }

    /// <summary>Ends one that is being taken.</summary>
    public void Dispose()
    {
        closed = true;
        file.Interrupt();
        lock (gate) sinceLast.Stop();
    }

    /// <summary>Accepting must not stop because of a copy.</summary>
    private void ThrowIfLittleRoom()
    {
        var bytes = (file.Scalar("PRAGMA page_count") - file.Scalar("PRAGMA freelist_count")) * file.Scalar("PRAGMA page_size");
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free - options.ReserveBytes < bytes)
            throw new StorageFullException($"A snapshot takes {bytes >> 20} MiB, and the disk has {free >> 20} MiB free, of which {options.ReserveBytes >> 20} are kept for the traffic.");
    }

    /// <summary>A damaged snapshot keeps nobody from opening the workspace: it is told of, and does not count.</summary>
    private SnapshotManifest? Read(string path)
    {
        try
        {
            return SnapshotManifest.Read(path);
        }
        catch (InvalidDataException damaged)
        {
            options.Report(damaged.Message);
            return null;
        }
    }

    private SnapshotManifest Write(Position position)
    {
        var path = Path.Combine(folder, position.ToString());
        var temporary = path + TemporaryExtension;
        if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        Directory.CreateDirectory(temporary);
        try
        {
            var at = journal.LastAt;
            var copy = Path.Combine(temporary, StateSnapshot.StateName);
            file.Prepare("VACUUM INTO ?").Begin().Bind(1, copy).Run();
            using (var written = File.OpenHandle(copy, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(written);
            var manifest = new SnapshotManifest(position, at, Positions(copy), new FileInfo(copy).Length);
            manifest.Write(temporary);
            FolderSync.Sync(temporary);
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            Directory.Move(temporary, path);
            FolderSync.Sync(folder);
            return manifest;
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    private List<Position> Positions(string copy)
    {
        using var readers = new SqliteReaders(copy, "");
        var written = new StateFile(readers, new(states.ShardCount), states.ShardCount);
        return [.. Enumerable.Range(0, states.ShardCount).Select(shard => written.LoadShard(new(shard)).Position)];
    }

    private void Trim(int count)
    {
        while (kept.Count > count)
        {
            var oldest = FolderOf(kept[0]);
            kept = [.. kept.Skip(1)];
            if (!Directory.Exists(oldest)) continue;
            Directory.Move(oldest, oldest + TemporaryExtension);
            Directory.Delete(oldest + TemporaryExtension, recursive: true);
        }
    }
}
