using Tandem.Engine.Dispositions;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>What became of some interactions.</summary>
internal static class StoredDispositions
{
    public static void Write(RecordWriter writer, DispositionChunk chunk)
    {
        var to = writer.Begin();
        to.Varint((ulong)chunk.Last.Value);
        to.Varint((ulong)chunk.FirstEntry.Value);
        to.Varint((ulong)chunk.LastEntry.Value);
        to.Raw(chunk.Bytes.Span);
        writer.End();
    }

    public static DispositionChunk Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(new((long)from.Varint()), new((long)from.Varint()), new((long)from.Varint()), record[^from.Remaining..]);
    }
}
