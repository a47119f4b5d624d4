namespace Tandem.Storage.Backups;

/// <summary>A workspace as it was at one moment, to be read part by part. Used by one thread at a time; disposing it lets the workspace go on.</summary>
public interface IBackupSource : IDisposable
{
    BackupHeader Header { get; }

    /// <summary>Writes all records of a part.</summary>
    /// <exception cref="InvalidDataException">What is stored is damaged.</exception>
    void Read(BackupPart part, RecordWriter to);
}
