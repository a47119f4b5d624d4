using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>A customer or an account. Its profile is no part of it: it follows from the work.</summary>
/// <param name="Due">Its timer; null for none.</param>
internal readonly record struct StoredState(EntityId Id, Instant? Due, ReadOnlyMemory<byte> Work)
{
    public void Write(RecordWriter writer)
    {
        var to = writer.Begin();
        to.Fixed64((ulong)Id.Value);
        to.Bool(Due is not null);
        if (Due is { } due) to.Signed(due.Micros);
        to.Raw(Work.Span);
        writer.End();
    }

    public static StoredState Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        return new(new((long)from.Fixed64()), from.Bool() ? new Instant(from.Signed()) : null, record[^from.Remaining..]);
    }
}
