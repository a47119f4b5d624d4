using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>
/// A sealed part of the journal: one file. What it holds never changes, unless a customer is erased: then another file takes
/// its place and its name, with the same positions and times. Thread-safe.
/// </summary>
internal sealed class JournalPart
{
    private volatile bool removed;

    /// <exception cref="InvalidDataException">Its header or trailer is damaged, or it is not what its name says.</exception>
    public JournalPart(string path, PositionRange range)
    {
        (Path, Range) = (path, range);
        using var file = OpenFile() ?? throw Missing(path, range);
        if (RandomAccess.GetLength(file) < PartFormat.HeaderSize + PartFormat.TrailerSize) throw Damaged("it is cut short");
        Span<byte> header = stackalloc byte[PartFormat.HeaderSize];
        Fill(file, header, 0);
        (FirstAt, LastAt) = PartFormat.ReadHeader(header, range, path);
        ReadTrailer(file);
    }

    public string Path { get; }

    public PositionRange Range { get; }

    /// <summary>The time of its first entry.</summary>
    public Instant FirstAt { get; }

    /// <summary>The time of its last entry.</summary>
    public Instant LastAt { get; }

    /// <summary>The file's bytes now; 0 when it was taken away.</summary>
    public long Length => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    /// <summary>Opens it for reading; null when it was taken away in order.</summary>
    /// <exception cref="InvalidDataException">The file is gone, or its directory is damaged.</exception>
    public PartReader? Open() => OpenFile() is { } file ? new(this, file, ReadDirectory(file)) : null;

    /// <summary>The file alone; null when it was taken away in order.</summary>
    public SafeFileHandle? OpenFile()
    {
        try
        {
            return File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return removed ? null : throw Missing(Path, Range);
        }
    }

    /// <summary>Takes the file away. Whoever reads it at this moment may end that.</summary>
    public void Remove()
    {
        removed = true;
        File.Delete(Path);
    }

    /// <summary>Reads a section to its end.</summary>
    public void Fill(SafeFileHandle file, Span<byte> section, long offset)
    {
        while (!section.IsEmpty)
        {
            var read = RandomAccess.Read(file, section, offset);
            if (read == 0) throw Damaged("it is cut short");
            section = section[read..];
            offset += read;
        }
    }

    public InvalidDataException Damaged(string why) => PartFormat.Damaged(Path, Range, why);

    public static InvalidDataException Missing(string path, PositionRange range) =>
        new($"{path}: the part of positions {range} is missing, though there are later ones. Restore the file from a backup.");

    /// <summary>From the open file itself: another one may have the name by now.</summary>
    private (long Offset, int Length, int Chunks, ulong Checksum) ReadTrailer(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        Span<byte> trailer = stackalloc byte[PartFormat.TrailerSize];
        Fill(file, trailer, length - PartFormat.TrailerSize);
        if (BinaryPrimitives.ReadUInt64LittleEndian(trailer[24..]) != Xxh64.Hash(trailer[..24], (ulong)Range.First.Value))
            throw Damaged("the checksum of its end does not fit, or its end is missing");
        var directory = (
            Offset: BinaryPrimitives.ReadInt64LittleEndian(trailer), Length: BinaryPrimitives.ReadInt32LittleEndian(trailer[8..]),
            Chunks: BinaryPrimitives.ReadInt32LittleEndian(trailer[12..]), Checksum: BinaryPrimitives.ReadUInt64LittleEndian(trailer[16..]));
        return directory.Offset + directory.Length + PartFormat.TrailerSize == length ? directory : throw Damaged("it does not have the length that it had when it was written");
    }

    private PartChunk[] ReadDirectory(SafeFileHandle file)
    {
        var directory = ReadTrailer(file);
        var bytes = new byte[directory.Length];
        Fill(file, bytes, directory.Offset);
        if (Xxh64.Hash(bytes, (ulong)Range.First.Value) != directory.Checksum) throw Damaged("the checksum of its directory does not fit");
        var from = new ByteReader(bytes);
        var chunks = new PartChunk[directory.Chunks];
        var first = Range.First;
        for (var i = 0; i < chunks.Length; i++)
        {
            chunks[i] = PartChunk.Read(ref from, first);
            first = new(first.Value + chunks[i].Count);
        }
        return chunks;
    }
}
