using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>Where a backup comes from.</summary>
/// <param name="Id">Its name among the backups of its workspace.</param>
/// <param name="At">The moment at which the workspace was as it says.</param>
/// <param name="Version">The version of Tandem that made it.</param>
/// <param name="Store"><c>folder</c> or <c>database</c>.</param>
/// <param name="Shards">How many the workspace has.</param>
/// <param name="First">The first position of the journal.</param>
/// <param name="Last">The last position of the journal.</param>
/// <param name="Folded">Up to here every shard has folded everything.</param>
public sealed record BackupHeader(string Id, Instant At, string Version, string Store, int Shards, Position First, Position Last, Position Folded)
{
    /// <summary>The format of what is written now.</summary>
    public const int Format = 1;

    public const string Folder = "folder", Database = "database";
}
