using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Snapshots;

/// <summary>
/// The states as they were at a position, open for reading: where a fold of the same past under other rules begins.
/// Thread-safe. While it is open it may be removed, and stays readable on systems that let open files go.
/// </summary>
public sealed class StateSnapshot : IDisposable
{
    internal const string StateName = "state.db";

    private readonly SqliteReaders readers;
    private readonly StateFile states;

    private StateSnapshot(SnapshotManifest manifest, SqliteReaders readers, StateDeltas deltas)
    {
        Manifest = manifest;
        this.readers = readers;
        states = new(readers, deltas, manifest.Shards.Count);
        States = new SqliteStateReader(states, queues: null);
    }

    public SnapshotManifest Manifest { get; }

    /// <summary>Nothing ever waits in a snapshot.</summary>
    public IStateReader States { get; }

    /// <summary>A shard's checkpoint, as <see cref="IShardTurn.Restore"/> gives it.</summary>
    public (Position Position, ReadOnlyMemory<byte> Head) Load(ShardId shard) => states.LoadShard(shard);

    /// <summary>Opens the snapshot in a folder.</summary>
    /// <exception cref="InvalidDataException">It is none, it is damaged, or of a newer format; the message names the file.</exception>
    public static StateSnapshot Open(string folder)
    {
        var manifest = SnapshotManifest.Read(folder) ?? throw new InvalidDataException($"{folder} holds no snapshot.");
        var path = Path.Combine(folder, StateName);
        var size = File.Exists(path) ? new FileInfo(path).Length : 0;
        if (size != manifest.Bytes) throw new InvalidDataException($"{path} is damaged: it has {size} bytes, and had {manifest.Bytes} when it was taken. Remove the snapshot.");
        var readers = new SqliteReaders(path, "PRAGMA cache_size = -8192;");
        StateSnapshot? opened = null;
        try
        {
            return opened = new(manifest, readers, StateDeltas.Load(readers, manifest.Shards.Count));
        }
        finally
        {
            if (opened is null) readers.Dispose();
        }
    }

    public void Dispose() => readers.Dispose();
}
