using Tandem.Engine.Effects;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>An address that gets no messages.</summary>
internal static class StoredSuppression
{
    public static void Write(RecordWriter writer, Suppression one)
    {
        var to = writer.Begin();
        to.Text(one.Channel);
        to.Text(one.Address);
        to.Text(one.Reason);
        to.Signed(one.At.Micros);
        to.Text(one.By);
        writer.End();
    }

    public static Suppression Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(from.Text(), from.Text(), from.Text(), new(from.Signed()), from.Text());
    }
}
