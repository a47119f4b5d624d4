using System.Runtime.InteropServices;
using Tandem.Engine.Interactions;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// What is kept of one customer for all aggregates. The moments that are passed never decrease for one customer. Each
/// track carries a generation, the number of the ruleset at which its shard began to keep it, so that what was kept before
/// a gap is told from what is whole. Tracks stay in their stored form until they are needed, and those that did not change
/// are written as they were: to read, change and write a customer costs what it changes, not what is kept of it. The bytes
/// depend on what was added and asked for, not on when they were written and read in between. Not thread-safe, not even
/// for reading.
/// </summary>
public sealed class CustomerTracks
{
    /// <summary>The first byte of the stored form.</summary>
    public const byte Format = 2;

    /// <summary>As stored. Empty where all are open.</summary>
    private TrackDirectory stored;

    /// <summary>Those that were asked for, in order of their hashes. They hide what is stored of them.</summary>
    private readonly List<TrackSlot> open = [];

    private bool isChanged;
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
        if (isChanged) FindDue();
    }

    /// <summary>The figure; what an empty past gives where there is no track.</summary>
    public Value Read(Aggregate aggregate, Instant now)
    {
        var place = Open(aggregate.Hash);
        return place < 0 || Slot(place).IsGone ? Track.ReadNothing(aggregate) : Slot(place).Track(aggregate).Read(now);
    }

    /// <summary>
    /// Adds what another customer has, or another part of the past; the two share no interaction. Of two tracks of
    /// different generations the newer stays. The other is not used afterwards. Every answer may be another one now, also
    /// because moments of the other passed unseen while it was under way: the next moments are those after now.
    /// </summary>
    /// <param name="index">What it does not keep is dropped where both have it.</param>
    public void Merge(CustomerTracks other, AggregateIndex index, Instant now)
    {
        OpenAll();
        other.OpenAll();
        foreach (ref var theirs in CollectionsMarshal.AsSpan(other.open))
        {
            var place = PlaceOf(theirs.Hash);
            if (place < 0) open.Insert(~place, theirs);
            else if (theirs.Generation == Slot(place).Generation) Join(place, ref theirs, index, now);
            else if (theirs.Generation > Slot(place).Generation) Slot(place) = theirs;
        }
        (Count, isChanged) = (open.Count, true);
        FindDue();
        Advance(index, now, new(index.Count));
    }

    /// <summary>Lets time pass: finds the aggregates whose answer it can have changed by now, and when it can the next time.</summary>
    /// <param name="passed">Gets them.</param>
    public void Advance(AggregateIndex index, Instant now, AggregateMask passed)
    {
        if (due > now.Micros) return;
        OpenAll();
        for (var place = open.Count - 1; place >= 0; place--)
        {
            ref var slot = ref Slot(place);
            if (slot.Next > now.Micros) continue;
            var aggregate = index.IndexOf(slot.Hash);
            if (aggregate >= 0) passed.Add(aggregate);
            if (aggregate >= 0 && slot.Change(index.All[aggregate]).Trim(now)) slot.Schedule(now);
            else open.RemoveAt(place);
        }
        (Count, isChanged) = (open.Count, true);
        FindDue();
    }

    /// <summary>Drops the tracks that the ruleset does not keep, or keeps in another generation.</summary>
    /// <param name="generations">Of each aggregate, by index.</param>
    public void Keep(AggregateIndex index, ReadOnlySpan<int> generations)
    {
        OpenAll();
        for (var place = open.Count - 1; place >= 0; place--)
        {
            var aggregate = index.IndexOf(Slot(place).Hash);
            if (aggregate < 0 || Slot(place).Generation != generations[aggregate]) open.RemoveAt(place);
        }
        if (open.Count == Count) return;
        (Count, isChanged) = (open.Count, true);
        FindDue();
    }

    public void Write(ByteWriter to)
    {
        to.Byte(Format);
        to.Varint((ulong)Count);
        if (Count == 0) return;
        to.Fixed64((ulong)due);
        if (!isChanged && stored.Count == Count) stored.Write(to);
        else WriteOpen(to);
    }

    /// <param name="bytes">Not changed as long as what was read of them is in use.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format. Those of a single track are looked at when it is needed.</exception>
    public static CustomerTracks Read(ReadOnlyMemory<byte> bytes)
    {
        var from = new ByteReader(bytes.Span);
        var format = from.Byte();
        if (format == EarlierTracks.Format) return EarlierTracks.Read(bytes);
        if (format != Format) throw new InvalidDataException($"Tracks of format {format}; this version reads {EarlierTracks.Format} and {Format}.");
        var tracks = new CustomerTracks { Count = from.Count() };
        if (tracks.Count == 0) return tracks;
        tracks.due = (long)from.Fixed64();
        tracks.stored = new(tracks.Count, bytes[^from.Remaining..]);
        return tracks;
    }

    /// <summary>Tracks of at most so many aggregates: where there are very many customers at once, each byte counts.</summary>
    internal static CustomerTracks ForFew(int aggregates)
    {
        var tracks = new CustomerTracks();
        tracks.open.Capacity = Math.Min(aggregates, 4);
        return tracks;
    }

    /// <param name="slots">In order of their hashes.</param>
    internal static CustomerTracks Of(IEnumerable<TrackSlot> slots)
    {
        var tracks = new CustomerTracks { isChanged = true };
        tracks.open.AddRange(slots);
        tracks.Count = tracks.open.Count;
        tracks.FindDue();
        return tracks;
    }

    /// <summary>The track of an aggregate, a new one where there is none yet of the generation.</summary>
    private Track TrackFor(Aggregate aggregate, int generation, out int place)
    {
        place = Open(aggregate.Hash);
        if (place < 0 || Slot(place).IsGone) return Track.Of(aggregate);
        if (Slot(place).Generation == generation) return Slot(place).Track(aggregate);
        Slot(place).Drop();
        Count--;
        isChanged = true;
        return Track.Of(aggregate);
    }

    private void Put(int place, Track changed, int generation, Instant now)
    {
        isChanged = true;
        if (place < 0)
        {
            open.Insert(place = ~place, new(changed, generation));
            Count++;
        }
        else if (Slot(place).IsGone)
        {
            Slot(place) = new(changed, generation);
            Count++;
        }
        else
        {
            Slot(place).Change(changed.Aggregate);
        }
        Slot(place).Schedule(now);
    }

    private void Join(int place, ref TrackSlot theirs, AggregateIndex index, Instant now)
    {
        if (index.IndexOf(theirs.Hash) is not (>= 0 and var aggregate))
        {
            open.RemoveAt(place);
            return;
        }
        Slot(place).Change(index.All[aggregate]).Merge(theirs.Track(index.All[aggregate]));
        Slot(place).Schedule(now);
    }

    private ref TrackSlot Slot(int place) => ref CollectionsMarshal.AsSpan(open)[place];

    /// <summary>The place among those that are open; less than 0 where there is none, the complement of where it would be.</summary>
    private int PlaceOf(ulong hash)
    {
        var slots = CollectionsMarshal.AsSpan(open);
        int low = 0, high = slots.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (slots[middle].Hash < hash) low = middle + 1;
            else high = middle;
        }
        return low < slots.Length && slots[low].Hash == hash ? low : ~low;
    }

    /// <summary>The same, and opens the track where it is stored.</summary>
    private int Open(ulong hash)
    {
        var place = PlaceOf(hash);
        if (place >= 0 || stored.Count == 0 || stored.PlaceOf(hash) is not (>= 0 and var line)) return place;
        open.Insert(~place, StoredSlot(line));
        return ~place;
    }

    private TrackSlot StoredSlot(int line) => new(stored.HashOf(line), stored.GenerationOf(line), stored.NextOf(line), stored.BytesOf(line));

    /// <summary>For what concerns all of them.</summary>
    private void OpenAll()
    {
        for (var line = 0; line < stored.Count; line++)
        {
            var place = PlaceOf(stored.HashOf(line));
            if (place < 0) open.Insert(~place, StoredSlot(line));
        }
        stored = default;
        open.RemoveAll(slot => slot.IsGone);
    }

    private void FindDue()
    {
        due = long.MaxValue;
        var slots = CollectionsMarshal.AsSpan(open);
        foreach (ref readonly var slot in slots) due = Math.Min(due, slot.Next);
        var place = 0;
        for (var line = 0; line < stored.Count; line++)
        {
            if (IsOpen(slots, ref place, stored.HashOf(line))) continue;
            due = Math.Min(due, stored.NextOf(line));
        }
    }

    /// <summary>Whether a stored track is among the open ones, asked in order of hashes.</summary>
    private static bool IsOpen(ReadOnlySpan<TrackSlot> slots, ref int place, ulong hash)
    {
        while (place < slots.Length && slots[place].Hash < hash) place++;
        return place < slots.Length && slots[place].Hash == hash;
    }

    private void WriteOpen(ByteWriter to)
    {
        var table = to.Leave(Count * TrackDirectory.LineBytes);
        var contents = to.Length;
        var slots = CollectionsMarshal.AsSpan(open);
        var line = 0;
        foreach (ref readonly var slot in slots)
        {
            WriteStored(to, ref line, UpTo(line, slot.Hash), ref table, contents);
            if (line < stored.Count && stored.HashOf(line) == slot.Hash) line++;
            if (slot.IsGone) continue;
            slot.WriteTrack(to);
            WriteLine(to, ref table, slot.Hash, slot.Next, slot.Generation, to.Length - contents);
        }
        WriteStored(to, ref line, stored.Count, ref table, contents);
    }

    /// <summary>Passes on tracks that nobody asked for: their bytes at once, and their lines with where they end now.</summary>
    private void WriteStored(ByteWriter to, ref int line, int until, ref int table, int contents)
    {
        if (line == until) return;
        var start = stored.EndOf(line - 1);
        var shift = to.Length - contents - start;
        to.Raw(stored.Contents[start..stored.EndOf(until - 1)]);
        for (; line < until; line++) WriteLine(to, ref table, stored.HashOf(line), stored.NextOf(line), stored.GenerationOf(line), stored.EndOf(line) + shift);
    }

    private static void WriteLine(ByteWriter to, ref int table, ulong hash, long next, int generation, int end)
    {
        TrackDirectory.WriteLine(to.Left(table, TrackDirectory.LineBytes), hash, next, generation, end);
        table += TrackDirectory.LineBytes;
    }

    private int UpTo(int line, ulong hash)
    {
        while (line < stored.Count && stored.HashOf(line) < hash) line++;
        return line;
    }
}
