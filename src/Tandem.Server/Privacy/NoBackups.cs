namespace Tandem.Server.Privacy;

/// <summary>Nothing makes backups yet. What somebody copied by hand is not known here.</summary>
public sealed class NoBackups : IBackupLog
{
    public IReadOnlyList<KnownBackup> All => [];
}
