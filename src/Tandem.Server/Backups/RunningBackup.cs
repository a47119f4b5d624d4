using Tandem.Storage.Backups;

namespace Tandem.Server.Backups;

/// <summary>A backup whose moment is taken, until it is disposed.</summary>
public sealed class RunningBackup(BackupRecord record, IBackupSource source, Action over) : IDisposable
{
    public BackupRecord Record => record;

    public IBackupSource Source => source;

    public string FileName => $"tandem-{record.Id}.backup";

    public void Dispose()
    {
        source.Dispose();
        over();
    }
}
