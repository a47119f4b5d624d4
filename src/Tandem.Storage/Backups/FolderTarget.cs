using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Backups;

/// <summary>A data folder that a backup is restored into. Until it is finished the folder says so, and no server takes it for a workspace.</summary>
public sealed class FolderTarget : IBackupTarget
{
    // Until the end nothing counts, so nothing is synced before it.
    private const string Pragmas = "PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;";

    private readonly string folder;
    private readonly FolderLock held;
    private BackupHeader? header;
    private StateRows? states;
    private DeliveryRows? delivery;
    private WorkspaceRows? workspace;
    private JournalRows? journal;

    /// <exception cref="BackupRefusedException">There is something in the folder.</exception>
    /// <exception cref="FolderLockedException">Another process has it.</exception>
    public FolderTarget(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(this.folder);
        if (!UnfinishedRestore.IsIn(this.folder) && Directory.EnumerateFileSystemEntries(this.folder).Any(path => !IsLock(path)))
            throw new BackupRefusedException($"The folder {this.folder} is not empty. Restore into a new one, or empty it.");
        held = FolderLock.Take(this.folder);
        UnfinishedRestore.Put(this.folder);
    }

    public void Begin(BackupHeader header)
    {
        if (header.Store != BackupHeader.Folder)
            throw new BackupRefusedException("The backup is of a workspace in a database, and positions of its journal have gaps there, which a folder cannot hold. Restore it into a database, with --postgres.");
        this.header = header;
        Clear();
        held.Dispose();
        Create(header.Shards);
        states = new(new(Path.Combine(folder, "state.db"), readOnly: false, Pragmas), header.Folded);
        delivery = new(new(Path.Combine(folder, "delivery.db"), readOnly: false, Pragmas));
        workspace = new(new(Path.Combine(folder, "workspace.db"), readOnly: false, Pragmas));
        journal = new(new(Path.Combine(folder, "journal.db"), readOnly: false, Pragmas), Path.Combine(folder, "journal"), header);
    }

    public void Write(BackupPart part, ReadOnlyMemory<byte> records, int count)
    {
        switch (part)
        {
            case BackupPart.Messages or BackupPart.Suppressions:
                delivery!.Write(part, records);
                break;
            case BackupPart.Documents or BackupPart.Streams or BackupPart.Log:
                workspace!.Write(part, records);
                break;
            case BackupPart.Secrets:
                foreach (var record in new RecordReader(records)) WriteSecret(StoredSecret.Read(record));
                break;
            case BackupPart.Journal:
                journal!.Write(records);
                break;
            case BackupPart.Waiting:
                throw new BackupRefusedException("The backup has entries without a position, which a folder cannot hold.");
            default:
                states!.Write(part, records);
                break;
        }
    }

    public IReadOnlyList<PartTally> Tally()
    {
        Close(closeJournal: true);
        return Opened((store, file) =>
        {
            using var source = store.Backups.BeginAlone(file, header!.Id, header.At, header.Version);
            return TallyingWriter.Of(source);
        });
    }

    public void Finish(bool sendingOff)
    {
        if (sendingOff)
            Opened((store, _) => store.Documents.Write([new(RestoredSending.Key, null, RestoredSending.Off)], []));
        FolderFiles.Sync(folder);
        UnfinishedRestore.Remove(folder);
    }

    public void Dispose()
    {
        Close(closeJournal: false);
        held.Dispose();
    }

    private static bool IsLock(string path) => Path.GetFileName(path) is "lock" or "lock.owner";

    /// <summary>Made as any new workspace, so that a restored one differs in nothing.</summary>
    private void Create(int shards)
    {
        EmbeddedStore.OpenUnfinished(folder, new() { ShardCount = shards, UpkeepInBackground = false }).DisposeAsync().AsTask().GetAwaiter().GetResult();
        DeliveryFile.Open(folder).Dispose();
    }

    private T Opened<T>(Func<EmbeddedStore, DeliveryFile, T> work)
    {
        var store = EmbeddedStore.OpenUnfinished(folder, new() { UpkeepInBackground = false });
        try
        {
            using var file = DeliveryFile.Open(folder);
            return work(store, file);
        }
        finally
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>What an earlier try left.</summary>
    private void Clear()
    {
        foreach (var file in Directory.GetFiles(folder))
            if (!IsLock(file) && !Path.GetFileName(file).StartsWith("restore.", StringComparison.Ordinal)) File.Delete(file);
        foreach (var inside in Directory.GetDirectories(folder)) Directory.Delete(inside, recursive: true);
    }

    private void Close(bool closeJournal)
    {
        if (closeJournal) journal?.Finish();
        states?.Dispose();
        delivery?.Dispose();
        workspace?.Dispose();
        journal?.Dispose();
        (states, delivery, workspace, journal) = (null, null, null, null);
    }

    private void WriteSecret(StoredSecret secret)
    {
        var secrets = Path.Combine(folder, StoredSecret.Folder);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(secrets);
        else Directory.CreateDirectory(secrets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Path.GetFileName(secret.Name) != secret.Name) throw new BackupRefusedException($"The backup has a key with the name {secret.Name}, which is no name of a file.");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(Path.Combine(secrets, secret.Name + StoredSecret.Extension), options);
        file.Write(secret.Bytes.Span);
    }
}
