using System.Diagnostics.CodeAnalysis;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>
/// The entities of a shard that are in memory. Bounded in bytes, as far as these can be known: what an entity takes is
/// estimated from its stored form. Not thread-safe.
/// </summary>
internal sealed class EntityCache
{
    /// <summary>
    /// What an entity takes in memory: this much by itself, and its stored bytes so many times over. A server of the
    /// benchmark grew by 2.5 to 3.8 KB for each customer between 20,000 and 150,000 of them; this gives 3.2.
    /// </summary>
    private const int OwnBytes = 1_000, StoredBytesTimes = 2;

    private readonly Dictionary<EntityId, Entity> entities = [];

    // In order of the first use in each round. An entity stands here once for each round in which it was used, and only
    // the last one counts: moving it within a list at each use would cost more.
    private Queue<(Entity Entity, int Round)> uses = new();
    private int round;

    public int Count => entities.Count;

    /// <summary>What the entities take in memory, estimated.</summary>
    public long Bytes { get; private set; }

    public bool Contains(EntityId id) => entities.ContainsKey(id);

    public bool TryGet(EntityId id, [NotNullWhen(true)] out Entity? entity) => entities.TryGetValue(id, out entity);

    /// <param name="storedBytes">The size of its stored form; 0 for one that was never stored.</param>
    public void Add(Entity entity, int storedBytes)
    {
        Remove(entity.Id, out _);
        entities.Add(entity.Id, entity);
        entity.UsedInRound = -1;
        entity.MemoryBytes = 0;
        Weigh(entity, storedBytes);
        Use(entity);
    }

    public bool Remove(EntityId id, [NotNullWhen(true)] out Entity? entity)
    {
        if (!entities.Remove(id, out entity)) return false;
        Bytes -= entity.MemoryBytes;
        entity.UsedInRound = -1;
        return true;
    }

    /// <summary>Takes over what an entity's stored form takes by now.</summary>
    public void Weigh(Entity entity, int storedBytes)
    {
        var bytes = OwnBytes + StoredBytesTimes * storedBytes;
        Bytes += bytes - entity.MemoryBytes;
        entity.MemoryBytes = bytes;
    }

    /// <summary>Remembers that an entity was needed.</summary>
    public void Use(Entity entity)
    {
        if (entity.UsedInRound == round) return;
        entity.UsedInRound = round;
        uses.Enqueue((entity, round));
    }

    /// <summary>
    /// Lets go of what has not been used longest until the rest takes at most so many bytes, and begins a new round.
    /// Nothing may be dirty.
    /// </summary>
    public void Evict(long maxBytes)
    {
        while (Bytes > maxBytes && uses.TryDequeue(out var use))
            if (use.Entity.UsedInRound == use.Round) Remove(use.Entity.Id, out _);
        if (uses.Count > 2 * entities.Count + 64) uses = new(uses.Where(use => use.Entity.UsedInRound == use.Round));
        round++;
    }
}
