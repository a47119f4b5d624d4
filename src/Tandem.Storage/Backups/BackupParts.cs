namespace Tandem.Storage.Backups;

/// <summary>The parts that hold a workspace's data.</summary>
public static class BackupParts
{
    /// <summary>
    /// In their order: the journal is last, so that who restores knows by then up to where each shard has folded it.
    /// </summary>
    public static IReadOnlyList<BackupPart> All { get; } =
        [.. Enum.GetValues<BackupPart>().Where(part => part is not (BackupPart.Header or BackupPart.Manifest)).Order()];
}
