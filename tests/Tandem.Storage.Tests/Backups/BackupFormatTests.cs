using Tandem.Storage.Backups;

namespace Tandem.Storage.Tests.Backups;

/// <summary>A file is what it was when it was written, or it is refused.</summary>
public sealed class BackupFormatTests
{
    private static readonly byte[] Backup = Make(new Source());

    [Fact]
    public void What_was_written_is_read_and_counted()
    {
        using var reader = new BackupReader(new MemoryStream(Backup));
        Assert.Equal(new Source().Header, reader.Header);
        var (records, part) = (0, BackupPart.Header);
        while (reader.Next() is var (next, content, count))
        {
            Assert.True(next >= part);
            part = next;
            foreach (var record in new RecordReader(content))
            {
                Assert.Equal(Source.Record((int)next, record.Span[0]), record.ToArray());
                count--;
                records++;
            }
            Assert.Equal(0, count);
        }
        Assert.Equal(BackupParts.All.Count * Source.Records, records);
        Assert.All(reader.Manifest!, tally => Assert.Equal(Source.Records, tally.Records));
        Assert.Equal(Backup.Length, reader.Bytes);
    }

    [Fact]
    public void A_change_of_any_byte_is_found()
    {
        for (var at = 0; at < Backup.Length; at++)
        {
            var damaged = (byte[])Backup.Clone();
            damaged[at] ^= (byte)(1 << at % 8);
            Assert.Throws<BackupRefusedException>(() => ReadAll(damaged));
        }
    }

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_refused_and_so_is_one_that_is_too_long()
    {
        for (var length = 0; length < Backup.Length; length++) Assert.Throws<BackupRefusedException>(() => ReadAll(Backup[..length]));
        Assert.Contains("follows its end", Assert.Throws<BackupRefusedException>(() => ReadAll([.. Backup, 0])).Message, StringComparison.Ordinal);
    }

    /// <summary>Every checksum fits, and still it is not what its end says.</summary>
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void A_file_that_does_not_hold_what_its_end_says_is_refused(int records, int bytes, int hash)
    {
        foreach (var part in BackupParts.All)
        {
            var other = WithManifest(tallies => [.. tallies.Select(tally => tally.Part != part ? tally : tally with { Records = tally.Records + records, Bytes = tally.Bytes + bytes, Hash = tally.Hash + (UInt128)hash })]);
            Assert.Contains($"what its end says of {part}", Assert.Throws<BackupRefusedException>(() => ReadAll(other)).Message, StringComparison.Ordinal);
            other = WithManifest(tallies => [.. tallies.Where(tally => tally.Part != part)]);
            Assert.Contains($"what its end says of {part}", Assert.Throws<BackupRefusedException>(() => ReadAll(other)).Message, StringComparison.Ordinal);
        }
        Assert.Equal(ReadAll(Backup), ReadAll(WithManifest(tallies => tallies)));
    }

    /// <summary>The same backup with another manifest, and the checksums that belong to it.</summary>
    private static byte[] WithManifest(Func<List<PartTally>, List<PartTally>> change)
    {
        var (at, number) = (BackupFrame.Magic.Length, 0L);
        while (true)
        {
            var head = BackupFrame.ReadHead(Backup.AsSpan(at, BackupFrame.HeadSize), number)!.Value;
            if (head.Part == BackupPart.Manifest) break;
            at += BackupFrame.HeadSize + head.Stored + BackupFrame.HashSize;
            number++;
        }
        var frame = new Primitives.ByteWriter();
        BackupFrame.Write(frame, BackupPart.Manifest, BackupJson.Write(change([.. ReadAll(Backup)])), 1, number);
        byte[] all = [.. Backup[..at], .. frame.Span];
        return [.. all, .. System.Security.Cryptography.SHA256.HashData(all)];
    }

    [Fact]
    public void The_hash_of_a_part_does_not_depend_on_the_order_of_its_records()
    {
        var backwards = Make(new Source { Backwards = true });
        Assert.NotEqual(Backup, backwards);
        Assert.Equal(ReadAll(Backup), ReadAll(backwards));
    }

    private static IReadOnlyList<PartTally> ReadAll(byte[] backup)
    {
        using var reader = new BackupReader(new MemoryStream(backup));
        while (reader.Next() is not null)
        {
        }
        return reader.Manifest!;
    }

    private static byte[] Make(IBackupSource source)
    {
        var to = new MemoryStream();
        Assert.Equal(BackupWriter.Write(source, to, default).Bytes, to.Length);
        return to.ToArray();
    }

    private sealed class Source : IBackupSource
    {
        public const int Records = 5;

        public bool Backwards { get; init; }

        public BackupHeader Header { get; } = new("one", new(1_000_000), "1.0", BackupHeader.Folder, 4, new(1), new(7), new(5));

        /// <summary>The first of a part is large and cannot be compressed, the others can.</summary>
        public static byte[] Record(int part, int number)
        {
            var bytes = new byte[number == 0 ? 60 : 20];
            if (number == 0) new Random(part).NextBytes(bytes);
            bytes[0] = (byte)number;
            return bytes;
        }

        public void Read(BackupPart part, RecordWriter to)
        {
            for (var i = 0; i < Records; i++)
            {
                to.Begin().Raw(Record((int)part, Backwards ? Records - 1 - i : i));
                to.End();
            }
        }

        public void Dispose()
        {
        }
    }
}
