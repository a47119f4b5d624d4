using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>What waits in the outbox.</summary>
internal static class StoredEffect
{
    public static void Write(RecordWriter writer, EffectRow effect)
    {
        var to = writer.Begin();
        to.Text(effect.Key);
        to.Fixed64((ulong)effect.Customer.Value);
        to.Signed(effect.At.Micros);
        to.Raw(effect.Payload.Span);
        writer.End();
    }

    public static EffectRow Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(from.Text(), new((long)from.Fixed64()), new(from.Signed()), record[^from.Remaining..]);
    }
}
