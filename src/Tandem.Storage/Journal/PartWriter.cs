using System.Buffers;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>
/// Writes one part under a temporary name; only <see cref="Finish"/> makes it a part. Disposed before, it leaves nothing.
/// Used by one thread at a time.
/// </summary>
internal sealed class PartWriter : IDisposable
{
    /// <summary>
    /// Of Brotli's qualities 1 pays best: on a shop's interactions in chunks of 64 KiB it gives 7.5 to 1 at more than
    /// 500 MB/s; 4 would give 8.5 at less than 200, Deflate at its fastest 5.7.
    /// </summary>
    private const int Quality = 1, Window = 18;

    /// <summary>What is written is synced this often, so that no sync of the journal has to wait for one large one of this file.</summary>
    private const long SyncEvery = 4 << 20;

    private readonly string folder, temporary;
    private readonly int chunkSize;
    private readonly SafeFileHandle file;
    private readonly ByteWriter payloads = new(), indexes = new(), directory = new();
    private readonly PartIndex index = new();
    private readonly List<PartChunk> chunks = [];
    private readonly Position first;
    private Position last;
    private string? named;
    private Instant firstAt, lastAt, chunkAt;
    private int inChunk;
    private long written = PartFormat.HeaderSize, synced;

    public PartWriter(string folder, Position first, int chunkSize)
    {
        (this.folder, this.first, this.chunkSize) = (folder, first, chunkSize);
        last = new(first.Value - 1);
        temporary = Path.Combine(folder, first.Value + PartFormat.TemporaryExtension);
        file = File.OpenHandle(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
    }

    public PositionRange Range => new(first, last);

    /// <summary>Adds the entries that follow.</summary>
    public void Add(IReadOnlyList<Entry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Position.Value != last.Value + 1) throw new ArgumentException($"Position {entry.Position} does not follow {last}.", nameof(entries));
            if (last < first) firstAt = entry.At;
            if (inChunk++ == 0) index.Begin(chunkAt = entry.At);
            index.Add(entry);
            payloads.Raw(entry.Payload.Span);
            (last, lastAt) = (entry.Position, entry.At);
            if (payloads.Length >= chunkSize) EndChunk();
        }
    }

    /// <summary>Writes the rest and gives the file its name; when this returns it is there whole and for ever.</summary>
    /// <param name="reached">Told of what is done, for tests of crashes.</param>
    /// <param name="replaces">Whether a part has the name already, in whose place this one comes.</param>
    /// <returns>The part's path.</returns>
    public string Finish(Action<SealPoint> reached, bool replaces = false)
    {
        if (inChunk > 0) EndChunk();
        WriteDirectory();
        RandomAccess.Write(file, PartFormat.Header(Range, firstAt, lastAt), 0);
        reached(SealPoint.Written);
        RandomAccess.FlushToDisk(file);
        file.Dispose();
        reached(SealPoint.Synced);
        var path = Path.Combine(folder, PartFormat.NameOf(Range));
        File.Move(temporary, path, overwrite: true);
        named = replaces ? null : path;
        reached(SealPoint.Named);
        FolderSync.Sync(folder);
        named = null;
        return path;
    }

    public void Dispose()
    {
        file.Dispose();
        File.Delete(temporary);
        // Named and not synced: whoever tries again may end the part elsewhere.
        if (named is not null) File.Delete(named);
    }

    private void EndChunk()
    {
        var start = indexes.Length;
        index.End(indexes);
        var section = indexes.Span[start..];
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, payloads.Length));
        // Into a buffer no longer than the payloads: what does not get shorter stays as it is.
        var isShorter = BrotliEncoder.TryCompress(payloads.Span, buffer.AsSpan(0, payloads.Length), out var size, Quality, Window) && size < payloads.Length;
        ReadOnlySpan<byte> stored = isShorter ? buffer.AsSpan(0, size) : payloads.Span;
        var from = new Position(last.Value - inChunk + 1);
        var seed = (ulong)from.Value;
        // The index's offset counts from the beginning of all indexes until it is known where these are.
        chunks.Add(new(from, inChunk, chunkAt, written, stored.Length, payloads.Length, Xxh64.Hash(stored, seed), start, section.Length, Xxh64.Hash(section, seed)));
        Write(stored);
        ArrayPool<byte>.Shared.Return(buffer);
        payloads.Clear();
        inChunk = 0;
    }

    private void WriteDirectory()
    {
        var indexStart = written;
        Write(indexes.Span);
        foreach (var chunk in chunks) (chunk with { IndexOffset = indexStart + chunk.IndexOffset }).Write(directory);
        var trailer = new ByteWriter(PartFormat.TrailerSize);
        var seed = (ulong)first.Value;
        trailer.Fixed64((ulong)written);
        trailer.Fixed32((uint)directory.Length);
        trailer.Fixed32((uint)chunks.Count);
        trailer.Fixed64(Xxh64.Hash(directory.Span, seed));
        trailer.Fixed64(Xxh64.Hash(trailer.Span, seed));
        Write(directory.Span);
        Write(trailer.Span);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(file, bytes, written);
        written += bytes.Length;
        if (written - synced < SyncEvery) return;
        RandomAccess.FlushToDisk(file);
        synced = written;
    }
}
