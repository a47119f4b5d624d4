using Tandem.Engine.Accounts;
using Tandem.Engine.Customers;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>Entities of stored states, whatever they are.</summary>
public static class StoredEntity
{
    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer form.</exception>
    public static Entity Read(in StateRow row) => (EntityForm)row.Work.Span[0] switch
    {
        var form when Customer.IsForm(form) => Customer.Read(row.Id, row.Profile.Span, row.Work),
        EntityForm.Account1 => Account.Read(row.Id, row.Work.Span),
        EntityForm.Erased1 => Erased.Read(row.Id, row.Work.Span),
        EntityForm.Moved => new Moved(row.Id, new((long)new ByteReader(row.Work.Span[1..]).Fixed64())),
        var form => throw new InvalidDataException($"The state {row.Id} has the unknown form {form}; was it written by another version?"),
    };

    /// <summary>Whether not all of a stored state is in its work: an earlier version wrote it.</summary>
    public static bool NeedsProfile(ReadOnlyMemory<byte> work) => (EntityForm)work.Span[0] is EntityForm.Customer2 or EntityForm.Customer3;

    /// <summary>All of a stored state in its work alone: what an earlier version left in the profile is written as today's does, into <paramref name="scratch"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer form.</exception>
    public static ReadOnlyMemory<byte> WholeWork(in StateRow row, ByteWriter scratch)
    {
        if (!NeedsProfile(row.Work)) return row.Work;
        scratch.Clear();
        Read(row).Write(scratch);
        return scratch.Memory;
    }
}
