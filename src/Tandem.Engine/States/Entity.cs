using Tandem.Primitives;

namespace Tandem.Engine.States;

/// <summary>Anything with a state of its own in a shard. The shard that is its home is the only one that changes it.</summary>
public abstract class Entity(EntityId id)
{
    public EntityId Id { get; } = id;

    /// <summary>When it next has something to do; null for never.</summary>
    public virtual Instant? Due => null;

    /// <summary>Changed since the last checkpoint.</summary>
    internal bool Dirty { get; set; }

    /// <summary>The cache's round in which it was last used, and what it takes there; the cache's own.</summary>
    internal int UsedInRound { get; set; } = -1;

    internal int MemoryBytes { get; set; }

    /// <summary>The due time that the shard's timers know; kept to see a change.</summary>
    internal Instant? ScheduledAt { get; set; }

    /// <summary>What people and SQL read, as UTF-8 JSON, and what the fold needs, in the engine's own form.</summary>
    public abstract void Write(ByteWriter profile, ByteWriter work);
}

/// <summary>Where a customer went when it turned out to be another one; kept for ever, so that old ids resolve.</summary>
public sealed class Moved(EntityId id, EntityId to) : Entity(id)
{
    public EntityId To { get; } = to;

    public override void Write(ByteWriter profile, ByteWriter work)
    {
        profile.Raw("{\"movedTo\":\""u8);
        profile.Raw(System.Text.Encoding.ASCII.GetBytes(To.ToString()));
        profile.Raw("\"}"u8);
        work.Byte((byte)EntityForm.Moved);
        work.Fixed64((ulong)To.Value);
    }
}

/// <summary>The first byte of a stored state: what it is, and in which format. Numbers are stored.</summary>
internal enum EntityForm : byte
{
    Account1 = 2,
    Moved = 3,
    Customer2 = 4,
    Customer3 = 5,
}
