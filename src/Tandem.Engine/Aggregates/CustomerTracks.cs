using Tandem.Engine.Interactions;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// What is kept of one customer for all aggregates. The moments that are passed never decrease for one customer. Each
/// track carries a generation, the number of the ruleset at which its shard began to keep it, so that what was kept before
/// a gap is told from what is whole. Tracks are read from their bytes when they are needed, and those that did not change
/// are written as they were; the bytes depend on what was added and asked for, not on when they were written and read in
/// between. Not thread-safe, not even for reading.
/// </summary>
public sealed class CustomerTracks
{
    /// <summary>The first byte of the stored form.</summary>
    public const byte Format = 1;

    [ThreadStatic]
    private static ByteWriter? scratch;

    /// <summary>In order of their hashes.</summary>
    private TrackSlot[] slots = [];

    private long due = long.MaxValue;

    /// <summary>How many tracks there are.</summary>
    public int Count { get; private set; }

    /// <summary>When time alone can change any answer next; null for never.</summary>
    public Instant? Due => due == long.MaxValue ? null : new(due);

    /// <summary>Adds an interaction to the tracks of all aggregates that it concerns.</summary>
    /// <param name="position">The original one, however the interaction came here.</param>
    /// <param name="generations">Of each aggregate, by index. A track of another generation begins anew.</param>
    /// <param name="taken">Gets the aggregates whose track it changed.</param>
    public void Add(AggregateIndex index, Interaction interaction, Position position, Instant now, ReadOnlySpan<int> generations, AggregateMask? taken)
    {
        if (index.FeedsOf(interaction) is not { } feeds) return;
        var reading = new EventReading(interaction, feeds);
        foreach (var selection in feeds.Selections)
        {
            if (!selection.Selects(reading)) continue;
            foreach (var (aggregate, operand) in selection.Own)
            {
                var track = TrackFor(index.All[aggregate], generations[aggregate], out var place);
                if (!track.Add(interaction.Timestamp, position, reading.OperandAt(operand), now)) continue;
                Put(place, track, generations[aggregate], now);
                taken?.Add(aggregate);
            }
            foreach (var (aggregate, following) in selection.Followings)
            {
                var track = TrackFor(index.All[aggregate], generations[aggregate], out var place);
                if (!track.AddFollowing(following, interaction.Timestamp, now)) continue;
                Put(place, track, generations[aggregate], now);
                taken?.Add(aggregate);
            }
        }
        FindDue();
    }

    /// <summary>The figure; what an empty past gives where there is no track.</summary>
    public Value Read(Aggregate aggregate, Instant now)
    {
        var place = PlaceOf(aggregate.Hash);
        return place < 0 ? Track.ReadNothing(aggregate) : slots[place].Track(aggregate).Read(now);
    }

    /// <summary>
    /// Adds what another customer has, or another part of the past; the two share no interaction. Of two tracks of
    /// different generations the newer stays. The other is not used afterwards. Every answer may be another one now, also
    /// because moments of the other passed unseen while it was under way: the next moments are those after now.
    /// </summary>
    /// <param name="index">What it does not keep is dropped where both have it.</param>
    public void Merge(CustomerTracks other, AggregateIndex index, Instant now)
    {
        for (var i = 0; i < other.Count; i++)
        {
            ref var theirs = ref other.slots[i];
            var place = PlaceOf(theirs.Hash);
            if (place < 0)
            {
                Insert(~place, theirs);
                continue;
            }
            if (theirs.Generation == slots[place].Generation) Join(place, ref theirs, index, now);
            else if (theirs.Generation > slots[place].Generation) slots[place] = theirs;
        }
        FindDue();
        Advance(index, now, new(index.Count));
    }

    /// <summary>Lets time pass: finds the aggregates whose answer it can have changed by now, and when it can the next time.</summary>
    /// <param name="passed">Gets them.</param>
    public void Advance(AggregateIndex index, Instant now, AggregateMask passed)
    {
        if (due > now.Micros) return;
        for (var place = Count - 1; place >= 0; place--)
        {
            ref var slot = ref slots[place];
            if (slot.Next > now.Micros) continue;
            var aggregate = index.IndexOf(slot.Hash);
            if (aggregate >= 0) passed.Add(aggregate);
            if (aggregate >= 0 && slot.Change(index.All[aggregate]).Trim(now)) slot.Schedule(now);
            else RemoveAt(place);
        }
        FindDue();
    }

    /// <summary>Drops the tracks that the ruleset does not keep, or keeps in another generation.</summary>
    /// <param name="generations">Of each aggregate, by index.</param>
    public void Keep(AggregateIndex index, ReadOnlySpan<int> generations)
    {
        for (var place = Count - 1; place >= 0; place--)
        {
            var aggregate = index.IndexOf(slots[place].Hash);
            if (aggregate < 0 || slots[place].Generation != generations[aggregate]) RemoveAt(place);
        }
        FindDue();
    }

    public void Write(ByteWriter to)
    {
        to.Byte(Format);
        to.Varint((ulong)Count);
        if (Count == 0) return;
        to.Bool(due != long.MaxValue);
        if (due != long.MaxValue) to.Signed(due);
        scratch ??= new();
        for (var i = 0; i < Count; i++) slots[i].Write(to, due, scratch);
    }

    /// <param name="bytes">Not changed as long as what was read of them is in use.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format. Those of a single track are looked at when it is needed.</exception>
    public static CustomerTracks Read(ReadOnlyMemory<byte> bytes)
    {
        var from = new ByteReader(bytes.Span);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"Tracks of format {format}; this version reads {Format}.");
        var count = from.Count();
        var tracks = new CustomerTracks { slots = new TrackSlot[count], Count = count };
        if (count == 0) return tracks;
        if (from.Bool()) tracks.due = from.Signed();
        for (var i = 0; i < count; i++) tracks.slots[i] = TrackSlot.Read(ref from, bytes, tracks.due);
        return tracks;
    }

    /// <summary>The track of an aggregate, a new one where there is none yet of the generation.</summary>
    private Track TrackFor(Aggregate aggregate, int generation, out int place)
    {
        place = PlaceOf(aggregate.Hash);
        if (place >= 0 && slots[place].Generation == generation) return slots[place].Track(aggregate);
        if (place >= 0)
        {
            RemoveAt(place);
            place = ~place;
        }
        return Track.Of(aggregate);
    }

    private void Put(int place, Track changed, int generation, Instant now)
    {
        if (place < 0) Insert(place = ~place, new(changed, generation));
        else slots[place].Change(changed.Aggregate);
        slots[place].Schedule(now);
    }

    private void Join(int place, ref TrackSlot theirs, AggregateIndex index, Instant now)
    {
        if (index.IndexOf(theirs.Hash) is not (>= 0 and var aggregate))
        {
            RemoveAt(place);
            return;
        }
        slots[place].Change(index.All[aggregate]).Merge(theirs.Track(index.All[aggregate]));
        slots[place].Schedule(now);
    }

    /// <summary>The place of a track; less than 0 where there is none, the complement of where it would be.</summary>
    private int PlaceOf(ulong hash)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (slots[middle].Hash < hash) low = middle + 1;
            else high = middle;
        }
        return low < Count && slots[low].Hash == hash ? low : ~low;
    }

    private void Insert(int place, in TrackSlot slot)
    {
        if (Count == slots.Length) Array.Resize(ref slots, Math.Max(2, Count + Count / 2));
        slots.AsSpan(place, Count - place).CopyTo(slots.AsSpan(place + 1));
        slots[place] = slot;
        Count++;
    }

    private void RemoveAt(int place)
    {
        slots.AsSpan(place + 1, Count - place - 1).CopyTo(slots.AsSpan(place));
        slots[--Count] = default;
    }

    private void FindDue()
    {
        due = long.MaxValue;
        for (var i = 0; i < Count; i++) due = Math.Min(due, slots[i].Next);
    }
}
