using Tandem.Storage.Backups;

namespace Tandem.Storage.Tests.Backups;

/// <summary>What is in a place after a restore is held against the backup before it counts.</summary>
public sealed class RestoringTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_place_that_has_everything_counts(bool sendingOff)
    {
        var place = new Place(tally => tally);
        Assert.Equal(BackupParts.All.Count, Restore(place, sendingOff).Count);
        Assert.Equal((true, sendingOff), (place.IsFinished, place.IsSendingOff));
    }

    [Fact]
    public void One_that_lacks_a_record_of_any_part_or_has_another_in_its_place_does_not()
    {
        foreach (var part in BackupParts.All)
        {
            foreach (var wrong in (Func<PartTally, PartTally>[])[tally => tally with { Records = tally.Records - 1 }, tally => tally with { Bytes = tally.Bytes - 1 }, tally => tally with { Hash = tally.Hash + 1 }])
            {
                var place = new Place(tally => tally.Part == part ? wrong(tally) : tally);
                var refused = Assert.Throws<BackupRefusedException>(() => Restore(place, sendingOff: false));
                Assert.Contains($"{part} has", refused.Message, StringComparison.Ordinal);
                Assert.False(place.IsFinished);
            }
        }
    }

    private static IReadOnlyList<PartTally> Restore(Place place, bool sendingOff)
    {
        var file = new MemoryStream();
        BackupWriter.Write(new NumberedSource(), file, default);
        file.Position = 0;
        using var reader = new BackupReader(file);
        return Restoring.Restore(reader, place, sendingOff, _ => { }, default);
    }

    private sealed class NumberedSource : IBackupSource
    {
        public BackupHeader Header { get; } = new("one", new(1), "1.0", BackupHeader.Folder, 4, new(1), new(7), new(5));

        public void Read(BackupPart part, RecordWriter to)
        {
            for (byte number = 0; number < 3; number++)
            {
                to.Begin().Raw([(byte)part, number]);
                to.End();
            }
        }

        public void Dispose()
        {
        }
    }

    /// <param name="keep">What it says that it has.</param>
    private sealed class Place(Func<PartTally, PartTally> keep) : IBackupTarget
    {
        private readonly Dictionary<BackupPart, PartTally> there = BackupParts.All.ToDictionary(part => part, PartTally.Empty);

        public bool IsFinished { get; private set; }

        public bool IsSendingOff { get; private set; }

        public void Begin(BackupHeader header)
        {
        }

        public void Write(BackupPart part, ReadOnlyMemory<byte> records, int count)
        {
            foreach (var record in new RecordReader(records))
                there[part] = there[part] with { Records = there[part].Records + 1, Bytes = there[part].Bytes + record.Length, Hash = there[part].Hash + PartTally.HashOf(record.Span) };
        }

        public IReadOnlyList<PartTally> Tally() => [.. there.Values.Select(keep)];

        public void Finish(bool sendingOff) => (IsFinished, IsSendingOff) = (true, sendingOff);

        public void Dispose()
        {
        }
    }
}
