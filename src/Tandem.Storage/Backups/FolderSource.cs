using Tandem.Primitives;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Backups;

/// <summary>A data folder that no server has open, to be moved elsewhere. Nothing is changed in it.</summary>
public sealed class FolderSource : IBackupSource, IAsyncDisposable
{
    private readonly EmbeddedStore store;
    private readonly DeliveryFile delivery;
    private readonly IBackupSource source;

    private FolderSource(EmbeddedStore store, DeliveryFile delivery, IBackupSource source) => (this.store, this.delivery, this.source) = (store, delivery, source);

    public BackupHeader Header => source.Header;

    /// <param name="id">Its name, as of a backup.</param>
    /// <param name="version">The version of Tandem.</param>
    /// <exception cref="BackupRefusedException">There is no workspace in the folder.</exception>
    /// <exception cref="FolderLockedException">A server has it.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or not restored whole.</exception>
    public static FolderSource Open(string folder, string id, Instant at, string version)
    {
        if (!File.Exists(Path.Combine(folder, "journal.db"))) throw new BackupRefusedException($"There is no workspace in {Path.GetFullPath(folder)}.");
        var store = EmbeddedStore.Open(folder, TimeProvider.System, new() { UpkeepInBackground = false });
        DeliveryFile? delivery = null;
        FolderSource? opened = null;
        try
        {
            delivery = DeliveryFile.Open(folder);
            return opened = new(store, delivery, store.Backups.BeginAlone(delivery, id, at, version));
        }
        finally
        {
            if (opened is null)
            {
                delivery?.Dispose();
                store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }

    public void Read(BackupPart part, RecordWriter to) => source.Read(part, to);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        source.Dispose();
        delivery.Dispose();
        await store.DisposeAsync();
    }
}
