using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>
/// What a shard has of its entities in memory. Customers rest as bytes, in their stored form: a million graphs of objects
/// would keep the garbage collector busier than the fold. Few and large ones are kept as they are. Bounded in bytes.
/// Bytes that were given out stay as they are, but for those of an entity that is put again, until <see cref="Evict"/> or
/// <see cref="Tidy"/>.
/// Not thread-safe.
/// </summary>
internal sealed class EntityCache
{
    /// <summary>What an entity takes besides its bytes: its places in the tables.</summary>
    private const int OwnBytes = 120;

    /// <summary>What an entity that is no bytes takes: this much by itself, and its stored bytes so many times over.</summary>
    private const int ObjectBytes = 1_000, ObjectTimes = 2;

    private readonly Dictionary<EntityId, Kept> entities = [];
    private readonly RestingBytes bytes = new();

    // In order of the first use in each round. An entity stands here once for each round in which it was used, and only
    // the last one counts: moving it within a list at each use would cost more.
    private Queue<(EntityId Id, int Round)> uses = new();
    private int round;

    public int Count => entities.Count;

    /// <summary>What the entities take in memory, estimated.</summary>
    public long Bytes { get; private set; }

    /// <summary>What the bytes take of that, with their holes.</summary>
    internal long SlabBytes => bytes.Bytes;

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
        entity = kept.Entity;
        resting = entity is null ? bytes.At(kept.Place)[..kept.Length] : default;
        return true;
    }

    /// <summary>Keeps an entity as it is.</summary>
    /// <param name="storedBytes">The size of its stored form; 0 for one that was never stored.</param>
    public void Put(Entity entity, int storedBytes)
    {
        ref var kept = ref PlaceOf(entity.Id);
        if (kept.Entity is null) bytes.Remove(kept.Place);
        (kept.Entity, kept.Place, kept.Length) = (entity, default, storedBytes);
        Weigh(ref kept, ObjectBytes + ObjectTimes * storedBytes);
    }

    /// <summary>Keeps the stored form of an entity.</summary>
    public void Put(EntityId id, ReadOnlySpan<byte> stored)
    {
        ref var kept = ref PlaceOf(id);
        // Written over where it fits.
        if (kept.Entity is null && kept.Place.Room > 0 && kept.Place.Room >= stored.Length && kept.Place.Room <= 2 * stored.Length + 256)
        {
            stored.CopyTo(bytes.At(kept.Place).Span);
        }
        else
        {
            if (kept.Entity is null) bytes.Remove(kept.Place);
            (kept.Entity, kept.Place) = (null, bytes.Add(id, stored));
        }
        kept.Length = stored.Length;
        Weigh(ref kept, RestingBytes.Weight(kept.Place));
    }

    /// <summary>Clears what is mostly holes. Nobody may use bytes any more that were given out.</summary>
    public void Tidy()
    {
        for (var slab = bytes.Sparsest(); slab >= 0; slab = bytes.Sparsest())
        {
            foreach (var (id, place) in bytes.Of(slab))
            {
                ref var kept = ref CollectionsMarshal.GetValueRefOrNullRef(entities, id);
                if (Unsafe.IsNullRef(ref kept) || kept.Entity is not null || kept.Place != place) continue;
                kept.Place = bytes.Move(id, place, kept.Length);
            }
            bytes.Clear(slab);
        }
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
        Tidy();
    }

    private bool IsLast((EntityId Id, int Round) use) => entities.TryGetValue(use.Id, out var kept) && kept.Round == use.Round;

    private void Remove(EntityId id)
    {
        if (!entities.Remove(id, out var kept)) return;
        if (kept.Entity is null) bytes.Remove(kept.Place);
        Bytes -= kept.Weight;
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
        /// <summary>Null for one that rests.</summary>
        public Entity? Entity;

        /// <summary>Where its bytes are.</summary>
        public RestingPlace Place;

        /// <summary>Of the stored form.</summary>
        public int Length;

        /// <summary>What it takes in memory.</summary>
        public int Weight;

        /// <summary>The round in which it was last used.</summary>
        public int Round;
    }
}
