using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>A chunk of a timeline.</summary>
internal readonly record struct StoredTimeline(EntityId Id, int Number, ReadOnlyMemory<byte> Bytes)
{
    public void Write(RecordWriter writer)
    {
        var to = writer.Begin();
        to.Fixed64((ulong)Id.Value);
        to.Varint((ulong)Number);
        to.Raw(Bytes.Span);
        writer.End();
    }

    public static StoredTimeline Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(new((long)from.Fixed64()), (int)from.Varint(), record[^from.Remaining..]);
    }
}
