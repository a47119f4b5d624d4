using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>Whose an identity is.</summary>
internal readonly record struct StoredIdentity(string Kind, string Value, EntityId Owner)
{
    public void Write(RecordWriter writer)
    {
        var to = writer.Begin();
        to.Text(Kind);
        to.Text(Value);
        to.Fixed64((ulong)Owner.Value);
        writer.End();
    }

    public static StoredIdentity Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(from.Text(), from.Text(), new((long)from.Fixed64()));
    }
}
