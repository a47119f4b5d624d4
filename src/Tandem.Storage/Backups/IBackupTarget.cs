namespace Tandem.Storage.Backups;

/// <summary>An empty place that a workspace is put into, whole or not at all. Used by one thread at a time.</summary>
/// <remarks>Disposed before <see cref="Finish"/> it leaves nothing, or something that says that it is unfinished.</remarks>
public interface IBackupTarget : IDisposable
{
    /// <summary>Comes first.</summary>
    /// <exception cref="BackupRefusedException">The place cannot hold such a workspace.</exception>
    void Begin(BackupHeader header);

    /// <summary>Some records of a part, as they were written.</summary>
    void Write(BackupPart part, ReadOnlyMemory<byte> records, int count);

    /// <summary>What the place holds now, read from it again.</summary>
    IReadOnlyList<PartTally> Tally();

    /// <summary>Switches off that messages leave the machine, and makes it a workspace.</summary>
    void Finish(bool sendingOff);
}
