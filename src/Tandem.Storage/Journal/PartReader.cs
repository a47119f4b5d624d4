using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>A sealed part that is open for reading. Used by one thread at a time.</summary>
internal sealed class PartReader(JournalPart part, SafeFileHandle file, PartChunk[] chunks) : IDisposable
{
    public JournalPart Part => part;

    /// <summary>In order, without gaps.</summary>
    public ReadOnlySpan<PartChunk> Chunks => chunks;

    /// <summary>The number of the chunk that has a position of this part.</summary>
    public int ChunkOf(Position position)
    {
        var (low, high) = (0, chunks.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (chunks[middle].First <= position) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /// <summary>The entries of a chunk after a position. Their payloads share one array.</summary>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public void Read(int chunk, Position after, List<Entry> into)
    {
        var payloads = Payloads(chunk);
        var index = new PartIndexReader(Indexes(chunk, chunk), chunks[chunk]);
        while (index.MoveNext())
            if (index.Position > after)
                into.Add(new(index.Shard, index.Position, index.At, index.Kind, payloads.AsMemory(index.Offset, index.Length)));
    }

    /// <summary>The indexes of some chunks that follow one another, in one piece, each checked.</summary>
    /// <exception cref="InvalidDataException">One is damaged.</exception>
    public byte[] Indexes(int from, int to)
    {
        var start = chunks[from].IndexOffset;
        var bytes = GC.AllocateUninitializedArray<byte>((int)(chunks[to].IndexOffset + chunks[to].IndexLength - start));
        Fill(bytes, start);
        foreach (var chunk in chunks.AsSpan(from..(to + 1)))
            if (Xxh64.Hash(bytes.AsSpan((int)(chunk.IndexOffset - start), chunk.IndexLength), (ulong)chunk.First.Value) != chunk.IndexChecksum)
                throw PartFormat.Damaged(part.Path, chunk.Range, "the checksum of their index does not fit");
        return bytes;
    }

    /// <summary>The payloads of a chunk, one after another.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public byte[] Payloads(int number)
    {
        var chunk = chunks[number];
        var stored = GC.AllocateUninitializedArray<byte>(chunk.Stored);
        Fill(stored, chunk.PayloadOffset);
        if (Xxh64.Hash(stored, (ulong)chunk.First.Value) != chunk.PayloadChecksum)
            throw PartFormat.Damaged(part.Path, chunk.Range, "the checksum of their payloads does not fit");
        if (chunk.Stored == chunk.Size) return stored;
        var payloads = GC.AllocateUninitializedArray<byte>(chunk.Size);
        return BrotliDecoder.TryDecompress(stored, payloads, out var size) && size == payloads.Length
            ? payloads
            : throw PartFormat.Damaged(part.Path, chunk.Range, "their payloads cannot be decompressed");
    }

    public void Dispose() => file.Dispose();

    private void Fill(byte[] section, long offset)
    {
        if (!file.IsClosed)
        {
            part.Fill(file, section, offset);
            return;
        }
        // Payloads may be asked for after the reading is over.
        using var again = part.OpenFile() ?? throw new InvalidDataException($"{part.Path}: positions {part.Range} are not kept any more.");
        part.Fill(again, section, offset);
    }
}
