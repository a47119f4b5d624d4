using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>
/// What a shard has of its entities in memory. Customers rest as bytes, in their stored form: a million graphs of objects
/// would keep the garbage collector busier than the fold. Few and large ones are kept as they are. Bounded in bytes.
/// Not thread-safe.
/// </summary>
internal sealed class EntityCache
{
    /// <summary>What an entity takes besides its bytes: its places in the tables.</summary>
    private const int OwnBytes = 120;

    /// <summary>What an entity that is no bytes takes: this much by itself, and its stored bytes so many times over.</summary>
    private const int ObjectBytes = 1_000, ObjectTimes = 2;

    private readonly Dictionary<EntityId, Kept> entities = [];

    // In order of the first use in each round. An entity stands here once for each round in which it was used, and only
    // the last one counts: moving it within a list at each use would cost more.
    private Queue<(EntityId Id, int Round)> uses = new();
    private int round;

    public int Count => entities.Count;

    /// <summary>What the entities take in memory, estimated.</summary>
    public long Bytes { get; private set; }

    public bool Contains(EntityId id) => entities.ContainsKey(id);

    /// <summary>An entity as it is kept: one of the two.</summary>
    /// <param name="resting">Its stored form, until it is put again.</param>
    public bool TryGet(EntityId id, out Entity? entity, out ReadOnlyMemory<byte> resting)
    {
        ref var kept = ref CollectionsMarshal.GetValueRefOrNullRef(entities, id);
        if (Unsafe.IsNullRef(ref kept))
        {
            (entity, resting) = (null, default);
            return false;
        }
        Use(id, ref kept);
        entity = kept.What as Entity;
        resting = kept.What is byte[] bytes ? bytes.AsMemory(0, kept.Length) : default;
        return true;
    }

    /// <summary>Keeps an entity as it is.</summary>
    /// <param name="storedBytes">The size of its stored form; 0 for one that was never stored.</param>
    public void Put(Entity entity, int storedBytes)
    {
        ref var kept = ref PlaceOf(entity.Id);
        kept.What = entity;
        kept.Length = storedBytes;
        Weigh(ref kept, ObjectBytes + ObjectTimes * storedBytes);
    }

    /// <summary>Keeps the stored form of an entity.</summary>
    public void Put(EntityId id, ReadOnlySpan<byte> stored)
    {
        ref var kept = ref PlaceOf(id);
        // Written over where it fits: what does not move and does not die costs the collector nothing.
        if (kept.What is not byte[] bytes || bytes.Length < stored.Length || bytes.Length > 2 * stored.Length + 256)
            kept.What = bytes = GC.AllocateUninitializedArray<byte>((stored.Length + stored.Length / 4 + 64) & ~63);
        stored.CopyTo(bytes);
        kept.Length = stored.Length;
        Weigh(ref kept, bytes.Length);
    }

    /// <summary>
    /// Lets go of what has not been used longest until the rest takes at most so many bytes, and begins a new round.
    /// Nothing may be in need of being stored.
    /// </summary>
    public void Evict(long maxBytes)
    {
        while (Bytes > maxBytes && uses.TryDequeue(out var use))
            if (IsLast(use)) Remove(use.Id);
        if (uses.Count > 2 * entities.Count + 64) uses = new(uses.Where(IsLast));
        round++;
    }

    private bool IsLast((EntityId Id, int Round) use) => entities.TryGetValue(use.Id, out var kept) && kept.Round == use.Round;

    private void Remove(EntityId id)
    {
        if (entities.Remove(id, out var kept)) Bytes -= kept.Weight;
    }

    private ref Kept PlaceOf(EntityId id)
    {
        ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(entities, id, out var exists);
        if (!exists) kept.Round = -1;
        Use(id, ref kept);
        return ref kept;
    }

    private void Use(EntityId id, ref Kept kept)
    {
        if (kept.Round == round) return;
        kept.Round = round;
        uses.Enqueue((id, round));
    }

    private void Weigh(ref Kept kept, int bytes)
    {
        Bytes += OwnBytes + bytes - kept.Weight;
        kept.Weight = OwnBytes + bytes;
    }

    private struct Kept
    {
        /// <summary>An entity, or the stored form of one, perhaps with room behind it.</summary>
        public object? What;

        /// <summary>Of the stored form.</summary>
        public int Length;

        /// <summary>What it takes in memory.</summary>
        public int Weight;

        /// <summary>The round in which it was last used.</summary>
        public int Round;
    }
}
