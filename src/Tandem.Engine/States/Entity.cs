using Tandem.Primitives;

namespace Tandem.Engine.States;

/// <summary>Anything with a state of its own in a shard. The shard that is its home is the only one that changes it.</summary>
public abstract class Entity(EntityId id)
{
    public EntityId Id { get; } = id;

    /// <summary>When it next has something to do; null for never.</summary>
    public virtual Instant? Due => null;

    /// <summary>Changed since the shard's state was last put to rest.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>Changed by the entry that is being folded.</summary>
    internal bool IsStirred { get; set; }

    /// <summary>The due time that the shard's timers know; kept to see a change.</summary>
    internal Instant? ScheduledAt { get; set; }

    /// <summary>All of it, in the engine's own form.</summary>
    public abstract void Write(ByteWriter work);

    /// <summary>What people and SQL read of it, as UTF-8 JSON. It follows from the rest and is never read back.</summary>
    public abstract void WriteProfile(ByteWriter to);
}

/// <summary>Where a customer went when it turned out to be another one; kept for ever, so that old ids resolve.</summary>
public sealed class Moved(EntityId id, EntityId to) : Entity(id)
{
    public EntityId To { get; } = to;

    public override void WriteProfile(ByteWriter to)
    {
        to.Raw("{\"movedTo\":\""u8);
        to.Raw(System.Text.Encoding.ASCII.GetBytes(To.ToString()));
        to.Raw("\"}"u8);
    }

    public override void Write(ByteWriter work)
    {
        work.Byte((byte)EntityForm.Moved);
        work.Fixed64((ulong)To.Value);
    }
}

/// <summary>
/// What is left of a customer who was erased: that there was one. Kept for ever, so that what still comes for the id is
/// known to be too late.
/// </summary>
/// <param name="ids">All ids that led to the customer, that of whoever all of them became first.</param>
public sealed class Erased(EntityId id, IReadOnlyList<EntityId> ids) : Entity(id)
{
    public IReadOnlyList<EntityId> Ids { get; } = ids;

    public override void WriteProfile(ByteWriter to) => to.Raw("{\"erased\":true}"u8);

    public override void Write(ByteWriter work)
    {
        work.Byte((byte)EntityForm.Erased1);
        work.Varint((ulong)Ids.Count);
        foreach (var id in Ids) work.Fixed64((ulong)id.Value);
    }

    internal static Erased Read(EntityId id, ReadOnlySpan<byte> work)
    {
        var from = new ByteReader(work[1..]);
        var ids = new EntityId[from.Count()];
        for (var i = 0; i < ids.Length; i++) ids[i] = new((long)from.Fixed64());
        return new(id, ids);
    }
}

/// <summary>The first byte of a stored state: what it is, and in which format. Numbers are stored.</summary>
internal enum EntityForm : byte
{
    Account1 = 2,
    Moved = 3,
    Customer2 = 4,
    Customer3 = 5,
    Customer4 = 6,
    Erased1 = 7,
}
