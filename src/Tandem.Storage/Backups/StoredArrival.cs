using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>What was accepted and has no position yet.</summary>
/// <param name="IsSent">Whether a shard sent it, and nobody from outside.</param>
internal readonly record struct StoredArrival(bool IsSent, Arrival Arrival)
{
    public void Write(RecordWriter writer)
    {
        var to = writer.Begin();
        to.Bool(IsSent);
        to.Varint((ulong)Arrival.Shard.Value);
        to.Byte((byte)Arrival.Kind);
        to.Raw(Arrival.Payload.Span);
        writer.End();
    }

    public static StoredArrival Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        var (isSent, shard, kind) = (from.Bool(), (int)from.Varint(), (EntryKind)from.Byte());
        return new(isSent, new(new(shard), kind, record[^from.Remaining..]));
    }
}
