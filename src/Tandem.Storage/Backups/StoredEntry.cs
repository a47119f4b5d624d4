using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>An entry of the journal.</summary>
internal static class StoredEntry
{
    public static void Write(RecordWriter writer, in Entry entry)
    {
        var to = writer.Begin();
        to.Varint((ulong)entry.Position.Value);
        to.Fixed64((ulong)entry.At.Micros);
        to.Varint((ulong)entry.Shard.Value);
        to.Byte((byte)entry.Kind);
        to.Raw(entry.Payload.Span);
        writer.End();
    }

    public static Entry Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        var (position, at, shard, kind) = ((long)from.Varint(), (long)from.Fixed64(), (int)from.Varint(), (EntryKind)from.Byte());
        return new(new(shard), new(position), new(at), kind, record[^from.Remaining..]);
    }
}
