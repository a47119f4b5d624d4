using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>A sealed part of the journal: one file that never changes. Thread-safe.</summary>
internal sealed class JournalPart
{
    private readonly long directoryOffset;
    private readonly int directoryLength, chunkCount;
    private readonly ulong directoryChecksum;
    private volatile bool removed;

    /// <exception cref="InvalidDataException">Its header or trailer is damaged, or it is not what its name says.</exception>
    public JournalPart(string path, PositionRange range)
    {
        (Path, Range) = (path, range);
        using var file = OpenFile() ?? throw Missing(path, range);
        Length = RandomAccess.GetLength(file);
        if (Length < PartFormat.HeaderSize + PartFormat.TrailerSize) throw Damaged("it is cut short");
        Span<byte> header = stackalloc byte[PartFormat.HeaderSize], trailer = stackalloc byte[PartFormat.TrailerSize];
        Fill(file, header, 0);
        (FirstAt, LastAt) = PartFormat.ReadHeader(header, range, path);
        Fill(file, trailer, Length - PartFormat.TrailerSize);
        if (BinaryPrimitives.ReadUInt64LittleEndian(trailer[24..]) != Xxh64.Hash(trailer[..24], (ulong)range.First.Value))
            throw Damaged("the checksum of its end does not fit, or its end is missing");
        directoryOffset = BinaryPrimitives.ReadInt64LittleEndian(trailer);
        directoryLength = BinaryPrimitives.ReadInt32LittleEndian(trailer[8..]);
        chunkCount = BinaryPrimitives.ReadInt32LittleEndian(trailer[12..]);
        directoryChecksum = BinaryPrimitives.ReadUInt64LittleEndian(trailer[16..]);
        if (directoryOffset + directoryLength + PartFormat.TrailerSize != Length) throw Damaged("it does not have the length that it had when it was written");
    }

    public string Path { get; }

    public PositionRange Range { get; }

    /// <summary>The time of its first entry.</summary>
    public Instant FirstAt { get; }

    /// <summary>The time of its last entry.</summary>
    public Instant LastAt { get; }

    /// <summary>The file's bytes.</summary>
    public long Length { get; }

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

    private PartChunk[] ReadDirectory(SafeFileHandle file)
    {
        var bytes = new byte[directoryLength];
        Fill(file, bytes, directoryOffset);
        if (Xxh64.Hash(bytes, (ulong)Range.First.Value) != directoryChecksum) throw Damaged("the checksum of its directory does not fit");
        var from = new ByteReader(bytes);
        var chunks = new PartChunk[chunkCount];
        var first = Range.First;
        for (var i = 0; i < chunks.Length; i++)
        {
            chunks[i] = PartChunk.Read(ref from, first);
            first = new(first.Value + chunks[i].Count);
        }
        return chunks;
    }
}
