using System.Globalization;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>A count of a shard.</summary>
internal readonly record struct StoredCount(ShardId Shard, string Name, decimal Value)
{
    public void Write(RecordWriter writer)
    {
        var to = writer.Begin();
        to.Varint((ulong)Shard.Value);
        to.Text(Name);
        to.Text(Value.ToString(CultureInfo.InvariantCulture));
        writer.End();
    }

    public static StoredCount Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(new((int)from.Varint()), from.Text(), decimal.Parse(from.Text(), NumberStyles.Number, CultureInfo.InvariantCulture));
    }
}
