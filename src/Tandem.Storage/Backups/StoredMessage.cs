using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>A message, column by column as both stores have it.</summary>
/// <param name="Next">When it is tried again, in microseconds; 0 for never.</param>
internal sealed record StoredMessage(
    long Number, string Key, long Customer, int Status, string Address, string Subject, string Template, string Origin, string Detail, int Attempts, string Via,
    bool Outside, bool Repeatable, long Next, ReadOnlyMemory<byte> Effect, ReadOnlyMemory<byte> Content)
{
    public void Write(RecordWriter writer)
    {
        var to = writer.Begin();
        to.Varint((ulong)Number);
        to.Text(Key);
        to.Fixed64((ulong)Customer);
        to.Varint((ulong)Status);
        foreach (var text in (ReadOnlySpan<string>)[Address, Subject, Template, Origin, Detail]) to.Text(text);
        to.Varint((ulong)Attempts);
        to.Text(Via);
        to.Bool(Outside);
        to.Bool(Repeatable);
        to.Signed(Next);
        to.Bytes(Effect.Span);
        to.Bytes(Content.Span);
        writer.End();
    }

    public static StoredMessage Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(
            (long)from.Varint(), from.Text(), (long)from.Fixed64(), (int)from.Varint(), from.Text(), from.Text(), from.Text(), from.Text(), from.Text(), (int)from.Varint(), from.Text(),
            from.Bool(), from.Bool(), from.Signed(), from.Bytes().ToArray(), from.Bytes().ToArray());
    }
}
