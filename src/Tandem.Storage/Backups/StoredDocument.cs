using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>A document of the workspace.</summary>
internal static class StoredDocument
{
    public static void Write(RecordWriter writer, Document document)
    {
        var to = writer.Begin();
        to.Text(document.Key.Kind);
        to.Text(document.Key.Name);
        to.Varint((ulong)document.Version);
        to.Raw(document.Bytes.Span);
        writer.End();
    }

    public static Document Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(new(from.Text(), from.Text()), (long)from.Varint(), record[^from.Remaining..]);
    }
}
