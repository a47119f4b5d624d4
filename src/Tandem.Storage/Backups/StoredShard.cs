using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>How far a shard has folded.</summary>
internal readonly record struct StoredShard(ShardId Shard, Position Position, ReadOnlyMemory<byte> Head)
{
    public void Write(RecordWriter writer)
    {
        // One that never folded is as one that is not there.
        if (Position == default && Head.IsEmpty) return;
        var to = writer.Begin();
        to.Varint((ulong)Shard.Value);
        to.Varint((ulong)Position.Value);
        to.Raw(Head.Span);
        writer.End();
    }

    public static StoredShard Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(new((int)from.Varint()), new((long)from.Varint()), record[^from.Remaining..]);
    }
}
