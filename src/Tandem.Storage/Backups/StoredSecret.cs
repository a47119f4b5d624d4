using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>A key of the workspace: in a folder the file <c>secrets/NAME.key</c>, in a database the document NAME of the kind <c>secret</c>.</summary>
internal readonly record struct StoredSecret(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The kind of documents, and the folder's name.</summary>
    public const string Kind = "secret", Folder = "secrets", Extension = ".key";

    public void Write(RecordWriter writer)
    {
        var to = writer.Begin();
        to.Text(Name);
        to.Raw(Bytes.Span);
        writer.End();
    }

    public static StoredSecret Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(from.Text(), record[^from.Remaining..]);
    }
}
