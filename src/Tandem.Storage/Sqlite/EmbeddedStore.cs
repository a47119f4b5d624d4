using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Governance.Documents;
using Tandem.Storage.Backups;
using Tandem.Storage.Figures;
using Tandem.Storage.Journal;
using Tandem.Storage.Snapshots;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Everything that a workspace keeps, in one folder of this machine: <c>journal.db</c> (what was accepted) with the folder
/// <c>journal</c> (the older parts of it, sealed), <c>state.db</c> (what was made of it) with the folder <c>snapshots</c>
/// (the same at earlier positions), and <c>workspace.db</c> (what its two sides own). Thread-safe.
/// </summary>
public sealed class EmbeddedStore : IAsyncDisposable
{
    /// <summary>The formats of the files; stored as <c>user_version</c>. Since 2 older entries may be in parts; since 3 states may be in chunks.</summary>
    private const int Format = 2, StateFormat = 3;

    // Large pages, because a block fills several. Logs are moved into their files by a LogMover, and by the writers
    // themselves only where that does not keep up.
    private const string JournalPragmas = "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096;";

    // Small pages, because a checkpoint writes rows that lie all over the file, each with its page: with pages of 8 KiB
    // the writer waited 1.4 to 1.8 times as long, when states were among them.
    private const string StatePragmas = "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 16384; PRAGMA cache_size = -65536;";

    private const string WorkspacePragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

    // No memory-mapped reading: a disk error there ends the process instead of giving an error. A small cache: after each
    // commit of the writer all of it is forgotten, and to forget takes as long as it is large.
    private const string ReadPragmas = "PRAGMA cache_size = -512;";

    private readonly Stack<IDisposable> parts;
    private readonly JournalAppender appender;
    private readonly StateWriter checkpoints;

    private EmbeddedStore(Stack<IDisposable> parts, string folder, TimeProvider clock, EmbeddedOptions options)
    {
        this.parts = parts;
        parts.Push(FolderLock.Take(folder));

        var (journalPath, statePath) = (Path.Combine(folder, "journal.db"), Path.Combine(folder, "state.db"));
        var journalFile = Keep(OpenForWriting(journalPath, Format, JournalFile.Schema, JournalPragmas));
        options = options with { ShardCount = ShardCount(journalFile, options.ShardCount) };
        var stateFile = Keep(OpenForWriting(statePath, StateFormat, StateWriter.Schema, StatePragmas));
        var stateReaders = Keep(new SqliteReaders(statePath, ReadPragmas));
        var deltas = StateDeltas.Load(stateReaders, options.ShardCount);
        checkpoints = new(stateFile, deltas);
        checkpoints.CountOutbox();

        var recorded = JournalTrim.ReadRecorded(journalFile);
        var sealedParts = JournalParts.Open(Path.Combine(folder, "journal"), recorded);
        var journal = new JournalFile(Keep(new SqliteReaders(journalPath, ReadPragmas)), sealedParts, recorded.First);
        var states = new StateFile(stateReaders, deltas, options.ShardCount);
        var (_, lastAt) = journal.Recover();
        var queues = new ShardQueues(
            journal, [.. Enumerable.Range(0, options.ShardCount).Select(shard => states.LoadShard(new(shard)).Position.Value)], states.LoadFolded().Value, options.MaxInMemory, options.MaxBytesInMemory);
        Trim = new(journalFile, recorded);
        appender = new(journalFile, journal, Trim, clock, lastAt, options);
        var writer = Keep(new JournalWriter(appender, queues, options));

        Inbox = new SqliteInbox(writer, journal, options.ShardCount);
        Journal = journal;
        var merger = new StateMerger(checkpoints, deltas, stateReaders, options.ShardCount, options);
        Shards = new SqliteShardStore(states, checkpoints, merger, writer, queues, options.ShardCount);
        Outbox = states;
        States = new SqliteStateReader(states, queues);
        var documents = Keep(new SqliteDocuments(OpenForWriting(Path.Combine(folder, "workspace.db"), Format, SqliteDocuments.Schema, WorkspacePragmas)));
        Documents = documents;

        writer.Trim(Trim, new(journal.First, journal.Sealed));
        var sealer = Keep(new JournalSealer(journal, sealedParts, queues, checkpoints, writer, Trim, options));
        Snapshots = new(Path.Combine(folder, "snapshots"), Keep(new SqliteFile(statePath, readOnly: false, ReadPragmas)), states, checkpoints, queues, journal, options);
        var retention = new JournalRetention(journal, sealedParts, writer, Trim, clock, checkpoints.ForgetDispositions, () => new(Math.Min(states.LoadFolded().Value, Snapshots.Needed.Value)), options);
        var hold = Keep(new JournalHold());
        Upkeep = Keep(new StoreUpkeep([merger.Step, sealer.Step, () => hold.IfFree(retention.Step), Snapshots.Step], options));
        Rewriter = new JournalRewriter(journal, sealedParts, queues, checkpoints, appender, sealer, Upkeep, hold, options);
        Backups = new(folder, journal, Snapshots, documents, hold, options.ShardCount);
        Erasables = new(
            new SnapshotErasure(Snapshots, hold), requests => new(journal, States, Rewriter, requests), new FileCleaning(merger.MergeAll, [appender.Clean, checkpoints.Clean, documents.Clean], Upkeep),
            new FreshSnapshot(Snapshots, options));
        Keep(new LogMover(
            [
                new(new(journalPath, readOnly: false, "PRAGMA synchronous = FULL;"), () => appender.Written, appender.BetweenWrites),
                new(new(statePath, readOnly: false, "PRAGMA synchronous = NORMAL;"), () => checkpoints.Written, checkpoints.BetweenWrites),
            ], options));
        Figures = new EmbeddedFigures(folder, journal, sealedParts, appender, writer, queues, checkpoints, deltas, Snapshots);
        // Closed before the upkeep, so that a snapshot under way holds nothing up.
        Keep(Snapshots);
    }

    public IInbox Inbox { get; }

    public IJournal Journal { get; }

    public IShardStore Shards { get; }

    public IOutbox Outbox { get; }

    public IStateReader States { get; }

    public IDocuments Documents { get; }

    /// <summary>The states as they were at earlier positions.</summary>
    public StateSnapshots Snapshots { get; }

    /// <summary>Copies of all of it, taken while it is at work.</summary>
    public EmbeddedBackups Backups { get; }

    /// <summary>What it knows of itself.</summary>
    public IStoreFigures Figures { get; }

    /// <summary>Rewrites entries of the journal where they are.</summary>
    public IJournalEraser Rewriter { get; }

    /// <summary>What holds data of a customer who is erased, besides the states.</summary>
    public StoreErasables Erasables { get; }

    /// <summary>What is done beside the traffic, for tests that drive it themselves.</summary>
    internal StoreUpkeep Upkeep { get; }

    /// <summary>What leaves <c>journal.db</c>, for tests that wait for it.</summary>
    internal JournalTrim Trim { get; }

    /// <summary>Opens the workspace in a folder, and makes both where they are not there yet.</summary>
    /// <param name="clock">Gives entries their <c>at</c>.</param>
    /// <exception cref="FolderLockedException">Another process has the folder.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or was written by a newer version; the message says which and where.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of bounds.</exception>
    public static EmbeddedStore Open(string folder, TimeProvider clock, EmbeddedOptions options)
    {
        UnfinishedRestore.ThrowIfIn(folder);
        return OpenWhole(folder, clock, options);
    }

    /// <summary>Opens a folder into which a backup is being restored.</summary>
    internal static EmbeddedStore OpenUnfinished(string folder, EmbeddedOptions options) => OpenWhole(folder, TimeProvider.System, options);

    private static EmbeddedStore OpenWhole(string folder, TimeProvider clock, EmbeddedOptions options)
    {
        options.Validate();
        Directory.CreateDirectory(folder);
        var parts = new Stack<IDisposable>();
        var opened = false;
        try
        {
            var store = new EmbeddedStore(parts, Path.GetFullPath(folder), clock, options);
            opened = true;
            return store;
        }
        finally
        {
            if (!opened) Close(parts);
        }
    }

    /// <summary>Makes durable what waits, closes the files and gives the folder free. Turns must be over.</summary>
    public async ValueTask DisposeAsync() => await Task.Run(() => Close(parts));

    /// <summary>Makes the files full at a size, for tests of a full disk; 0 for no bound.</summary>
    internal void BoundFiles(long journalBytes, long stateBytes)
    {
        appender.MaxBytes = journalBytes;
        checkpoints.Bound(stateBytes);
    }

    private static void Close(Stack<IDisposable> parts)
    {
        while (parts.TryPop(out var part)) part.Dispose();
    }

    private static SqliteFile OpenForWriting(string path, int format, string schema, string pragmas)
    {
        var file = new SqliteFile(path, readOnly: false, pragmas);
        var usable = false;
        try
        {
            var found = file.Scalar("PRAGMA user_version");
            if (found > format)
                throw new InvalidDataException($"{path} has format {found}, and this version reads up to {format}. Start a newer version of Tandem.");
            file.Transact(() => file.Execute($"{schema} PRAGMA user_version = {format};"));
            usable = true;
            return file;
        }
        finally
        {
            if (!usable) file.Dispose();
        }
    }

    /// <summary>The number of shards of the workspace: fixed when its journal was made.</summary>
    private static int ShardCount(SqliteFile journal, int wanted)
    {
        journal.Prepare("INSERT INTO workspace(name, value) VALUES('shards', ?) ON CONFLICT DO NOTHING").Begin().Bind(1, wanted).Run();
        return (int)journal.Scalar("SELECT value FROM workspace WHERE name = 'shards'");
    }

    private T Keep<T>(T part) where T : IDisposable
    {
        parts.Push(part);
        return part;
    }
}
