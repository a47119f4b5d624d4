using System.Buffers.Binary;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>
/// The bytes of many entities in large slabs, one after another, so that the garbage collector has a few arrays to look at
/// and none to move, where each change would leave it one more. What was taken away leaves a hole; slabs that are mostly
/// holes are cleared by moving the rest of them. Not thread-safe.
/// </summary>
internal sealed class RestingBytes
{
    /// <summary>Slabs grow with what there is, from one page to a size at which the collector leaves an array where it is.</summary>
    private const int SmallestSlab = 4 << 10, LargestSlab = 128 << 10;

    /// <summary>Before each entity's bytes: its id (8) and how much room there is for it (4).</summary>
    private const int HeadBytes = 12;

    /// <summary>So many empty slabs of the largest size are kept for what comes.</summary>
    private const int Spare = 2;

    private readonly List<Slab> slabs = [];
    private readonly Stack<int> empty = [];
    private int tail = -1;
    private long live, used;

    /// <summary>What the slabs take in memory.</summary>
    public long Bytes => slabs.Sum(slab => (long)slab.Bytes.Length);

    /// <summary>What an entity takes of that, holes counted: there is one byte of them to three others at most.</summary>
    public static int Weight(in RestingPlace place) => (HeadBytes + place.Room) * 4 / 3;

    /// <summary>Puts an entity's bytes down, with room to grow.</summary>
    /// <param name="stored">Less than the largest slab.</param>
    public RestingPlace Add(EntityId id, ReadOnlySpan<byte> stored) => Put(id, stored, stored.Length + stored.Length / 4 + 64);

    /// <summary>Puts an entity's bytes down elsewhere, with the room they had: moving must not make anything heavier.</summary>
    public RestingPlace Move(EntityId id, in RestingPlace from, int length)
    {
        Remove(from);
        return Put(id, At(from).Span[..length], from.Room);
    }

    private RestingPlace Put(EntityId id, ReadOnlySpan<byte> stored, int room)
    {
        if (tail < 0 || slabs[tail].Used + HeadBytes + room > slabs[tail].Bytes.Length) tail = NewSlab(HeadBytes + room);
        var slab = slabs[tail];
        var at = slab.Used;
        BinaryPrimitives.WriteInt64LittleEndian(slab.Bytes.AsSpan(at), id.Value);
        BinaryPrimitives.WriteInt32LittleEndian(slab.Bytes.AsSpan(at + 8), room);
        stored.CopyTo(slab.Bytes.AsSpan(at + HeadBytes));
        slab.Used += HeadBytes + room;
        slab.Live += HeadBytes + room;
        live += HeadBytes + room;
        used += HeadBytes + room;
        return new(tail, at + HeadBytes, room);
    }

    /// <summary>All the room of an entity.</summary>
    public Memory<byte> At(in RestingPlace place) => slabs[place.Slab].Bytes.AsMemory(place.Start, place.Room);

    /// <summary>Says that nothing is at a place any more; <c>default</c> is no place. The bytes stay until the slab is cleared.</summary>
    public void Remove(in RestingPlace place)
    {
        if (place.Room == 0) return;
        slabs[place.Slab].Live -= HeadBytes + place.Room;
        live -= HeadBytes + place.Room;
    }

    /// <summary>The slab with the most holes, where there are too many of them; -1 where there are not.</summary>
    public int Sparsest()
    {
        if (used - live <= live / 4 + 2 * SlabSize) return -1;
        var (sparsest, most) = (-1, 0);
        for (var place = 0; place < slabs.Count; place++)
            if (place != tail && slabs[place].Holes > most) (sparsest, most) = (place, slabs[place].Holes);
        return sparsest;
    }

    /// <summary>What was put into a slab, also what is not there any more.</summary>
    public IEnumerable<(EntityId Id, RestingPlace Place)> Of(int slab)
    {
        var (bytes, used) = (slabs[slab].Bytes, slabs[slab].Used);
        for (var at = 0; at < used;)
        {
            var room = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 8));
            yield return (new(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at))), new(slab, at + HeadBytes, room));
            at += HeadBytes + room;
        }
    }

    /// <summary>Makes a slab empty out of which everything was moved.</summary>
    public void Clear(int slab)
    {
        if (slabs[slab].Live != 0) throw new InvalidOperationException($"{slabs[slab].Live} bytes of a slab are still in use.");
        used -= slabs[slab].Used;
        slabs[slab].Used = 0;
        if (slabs[slab].Bytes.Length < LargestSlab || empty.Count >= Spare) slabs[slab].Bytes = [];
        empty.Push(slab);
    }

    private int SlabSize => (int)Math.Clamp(live / 8, SmallestSlab, LargestSlab);

    private int NewSlab(int need)
    {
        if (!empty.TryPop(out var place))
        {
            place = slabs.Count;
            slabs.Add(new());
        }
        if (slabs[place].Bytes.Length < need) slabs[place].Bytes = GC.AllocateUninitializedArray<byte>(Math.Max(need, SlabSize));
        return place;
    }

    private sealed class Slab
    {
        public byte[] Bytes = [];

        /// <summary>Up to where there is something, holes counted; and how much of it is in use.</summary>
        public int Used, Live;

        public int Holes => Used - Live;
    }
}

/// <summary>Where an entity rests.</summary>
/// <param name="Start">Within the slab.</param>
/// <param name="Room">How many bytes there are for it.</param>
internal readonly record struct RestingPlace(int Slab, int Start, int Room);
