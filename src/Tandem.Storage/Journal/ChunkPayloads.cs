using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>The payloads of a chunk of a sealed part, decompressed when the first of them is asked for.</summary>
internal sealed class ChunkPayloads(PartReader reader, int chunk) : IPastPayloads
{
    private byte[]? payloads;
    private int[] ends = [];

    public ReadOnlyMemory<byte> Read(Position position)
    {
        payloads ??= Load();
        var number = (int)(position.Value - reader.Chunks[chunk].First.Value);
        var start = number == 0 ? 0 : ends[number - 1];
        return payloads.AsMemory(start, ends[number] - start);
    }

    private byte[] Load()
    {
        ends = new int[reader.Chunks[chunk].Count];
        var index = new PartIndexReader(reader.Indexes(chunk, chunk), reader.Chunks[chunk]);
        for (var i = 0; index.MoveNext(); i++) ends[i] = index.Offset + index.Length;
        return reader.Payloads(chunk);
    }
}
