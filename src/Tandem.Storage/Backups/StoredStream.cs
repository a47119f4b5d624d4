using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>A log, and the number of its last record.</summary>
internal readonly record struct StoredStream(string Name, long Last)
{
    public void Write(RecordWriter writer)
    {
        var to = writer.Begin();
        to.Text(Name);
        to.Varint((ulong)Last);
        writer.End();
    }

    public static StoredStream Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(from.Text(), (long)from.Varint());
    }
}
