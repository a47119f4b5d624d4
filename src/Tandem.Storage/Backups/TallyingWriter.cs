using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>Counts and hashes what a store has, and keeps nothing of it.</summary>
internal sealed class TallyingWriter : RecordWriter
{
    /// <summary>What each part of a workspace holds.</summary>
    public static List<PartTally> Of(IBackupSource source)
    {
        var writer = new TallyingWriter();
        var tallies = new List<PartTally>();
        foreach (var part in BackupParts.All)
        {
            source.Read(part, writer);
            tallies.Add(writer.Take(part));
        }
        return tallies;
    }

    protected override void Ended(ByteWriter records) => records.Clear();
}
