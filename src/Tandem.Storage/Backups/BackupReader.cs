using System.Security.Cryptography;

namespace Tandem.Storage.Backups;

/// <summary>
/// Reads a backup from its beginning to its end and checks every byte of it. What it gives is right as far as it goes; that it is
/// whole is known when <see cref="Manifest"/> is there. Used by one thread at a time.
/// </summary>
public sealed class BackupReader : IDisposable
{
    private readonly Stream from;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<BackupPart, PartTally> tallies = BackupParts.All.ToDictionary(part => part, PartTally.Empty);
    private byte[] stored = [], records = [];
    private long number;

    /// <exception cref="BackupRefusedException">It is no backup, damaged at its beginning, or made by a newer version.</exception>
    public BackupReader(Stream from)
    {
        this.from = from;
        Span<byte> magic = stackalloc byte[BackupFrame.Magic.Length];
        var length = from.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (length < magic.Length || !magic[..^2].SequenceEqual(BackupFrame.Magic[..^2])) throw new BackupRefusedException("This is no backup of Tandem: it does not begin as one.");
        if (!magic.SequenceEqual(BackupFrame.Magic)) throw new BackupRefusedException("The backup is of a later form than this version of Tandem reads. Restore it with a newer one.");
        hash.AppendData(magic);
        Bytes = magic.Length;
        if (ReadFrame() is not (BackupPart.Header, var header, _)) throw Damaged(BackupFrame.Magic.Length, "its header is missing");
        Header = Understood(() => BackupJson.ReadHeader(header.Span));
    }

    public BackupHeader Header { get; }

    /// <summary>What the parts hold, once all of it was read; null before.</summary>
    public IReadOnlyList<PartTally>? Manifest { get; private set; }

    /// <summary>How many bytes were read.</summary>
    public long Bytes { get; private set; }

    /// <summary>The next records; null at the end, which is whole then. They are there until the next call.</summary>
    /// <exception cref="BackupRefusedException">It is damaged or cut short; the message says where.</exception>
    public (BackupPart Part, ReadOnlyMemory<byte> Records, int Count)? Next()
    {
        if (Manifest is not null) return null;
        var start = Bytes;
        var (part, content, count) = ReadFrame();
        if (part == BackupPart.Manifest)
        {
            End(start, content);
            return null;
        }
        if (!tallies.TryGetValue(part, out var tally)) throw Damaged(start, $"part {(byte)part} is not known");
        tallies[part] = Add(tally, content, count, start);
        return (part, content, count);
    }

    public void Dispose() => hash.Dispose();

    private static PartTally Add(PartTally tally, ReadOnlyMemory<byte> content, int count, long start)
    {
        var (found, bytes, sum) = (0, 0L, tally.Hash);
        try
        {
            foreach (var record in new RecordReader(content))
            {
                found++;
                bytes += record.Length;
                sum = unchecked(sum + PartTally.HashOf(record.Span));
            }
        }
        catch (InvalidDataException)
        {
            found = -1;
        }
        return found == count ? tally with { Records = tally.Records + count, Bytes = tally.Bytes + bytes, Hash = sum } : throw Damaged(start, "its records do not fit");
    }

    private (BackupPart Part, ReadOnlyMemory<byte> Records, int Count) ReadFrame()
    {
        var start = Bytes;
        Span<byte> head = stackalloc byte[BackupFrame.HeadSize];
        Fill(head);
        if (BackupFrame.ReadHead(head, number) is not var (part, isCompressed, count, size, length)) throw Damaged(start, "the checksum of a frame's head does not fit");
        if (stored.Length < length + BackupFrame.HashSize) stored = new byte[length + BackupFrame.HashSize];
        if (records.Length < size) records = new byte[size];
        Fill(stored.AsSpan(0, length + BackupFrame.HashSize));
        if (BitConverter.ToUInt64(stored.AsSpan(length, BackupFrame.HashSize)) != Primitives.Xxh64.Hash(stored.AsSpan(0, length), (ulong)number)) throw Damaged(start, "the checksum of a frame does not fit");
        if (!BackupFrame.TryRead(stored.AsSpan(0, length), isCompressed, records.AsSpan(0, size))) throw Damaged(start, "a frame cannot be decompressed");
        number++;
        return (part, records.AsMemory(0, size), count);
    }

    private void End(long start, ReadOnlyMemory<byte> content)
    {
        var said = Understood(() => BackupJson.ReadManifest(content.Span));
        var whole = hash.GetHashAndReset();
        Span<byte> end = stackalloc byte[SHA256.HashSizeInBytes];
        if (from.ReadAtLeast(end, end.Length, throwOnEndOfStream: false) < end.Length) throw CutShort();
        if (!end.SequenceEqual(whole)) throw Damaged(Bytes, "the checksum of the whole file does not fit");
        Bytes += end.Length;
        if (from.ReadByte() >= 0) throw Damaged(Bytes, "something follows its end");
        foreach (var part in said.Select(tally => tally.Part).Concat(tallies.Keys))
            if ((said.FirstOrDefault(tally => tally.Part == part) ?? PartTally.Empty(part)) != tallies.GetValueOrDefault(part)) throw Damaged(start, $"it does not hold what its end says of {part}");
        Manifest = said;
    }

    private void Fill(Span<byte> bytes)
    {
        var length = from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        Bytes += length;
        if (length < bytes.Length) throw CutShort();
        hash.AppendData(bytes);
    }

    private T Understood<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException wrong)
        {
            throw Damaged(Bytes, wrong.Message);
        }
    }

    private BackupRefusedException CutShort() => new($"The backup is cut short: it ends at byte {Bytes}, and more should follow. Take another one.");

    private static BackupRefusedException Damaged(long at, string why) => new($"The backup is damaged at byte {at}: {why}. Take another one.");
}
