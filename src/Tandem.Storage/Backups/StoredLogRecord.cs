using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>A record of a log.</summary>
internal readonly record struct StoredLogRecord(string Stream, long Number, Instant At, ReadOnlyMemory<byte> Bytes)
{
    public void Write(RecordWriter writer)
    {
        var to = writer.Begin();
        to.Text(Stream);
        to.Varint((ulong)Number);
        to.Signed(At.Micros);
        to.Raw(Bytes.Span);
        writer.End();
    }

    public static StoredLogRecord Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(from.Text(), (long)from.Varint(), new(from.Signed()), record[^from.Remaining..]);
    }
}
