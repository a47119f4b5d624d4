using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>One track of a customer: as it was stored until somebody asks for it, then as it is.</summary>
internal struct TrackSlot
{
    private Track? track;

    /// <summary>Empty when the track was changed.</summary>
    private ReadOnlyMemory<byte> stored;

    private TrackSlot(ulong hash, int generation) => (Hash, Generation) = (hash, generation);

    public TrackSlot(Track track, int generation)
        : this(track.Aggregate.Hash, generation) => this.track = track;

    /// <summary>Of the aggregate.</summary>
    public ulong Hash { get; }

    public int Generation { get; }

    /// <summary>When time alone can change the answer next, in microseconds; <see cref="long.MaxValue"/> for never.</summary>
    public long Next { get; private set; } = long.MaxValue;

    public Track Track(Aggregate aggregate)
    {
        if (track is not null) return track;
        var from = new ByteReader(stored.Span);
        return track = Aggregates.Track.Read(aggregate, ref from);
    }

    /// <summary>Makes sure that it is read, and notes that it changes.</summary>
    public Track Change(Aggregate aggregate)
    {
        var changed = Track(aggregate);
        stored = default;
        return changed;
    }

    /// <summary>Finds out again when time alone can change the answer.</summary>
    public void Schedule(Instant now) => Next = track?.NextChange(now)?.Micros ?? long.MaxValue;

    /// <param name="due">The earliest of all the customer's moments.</param>
    /// <param name="scratch">For a track that was changed.</param>
    public readonly void Write(ByteWriter to, long due, ByteWriter scratch)
    {
        to.Fixed64(Hash);
        to.Varint((ulong)Generation);
        to.Varint(Next == long.MaxValue ? 0 : (ulong)(Next - due) + 1);
        if (!stored.IsEmpty || track is null)
        {
            to.Bytes(stored.Span);
            return;
        }
        scratch.Clear();
        track.Write(scratch);
        to.Bytes(scratch.Span);
    }

    public static TrackSlot Read(ref ByteReader from, ReadOnlyMemory<byte> bytes, long due)
    {
        var slot = new TrackSlot(from.Fixed64(), (int)from.Varint());
        var next = from.Varint();
        if (next != 0) slot.Next = due + (long)(next - 1);
        var length = from.Count();
        slot.stored = bytes.Slice(bytes.Length - from.Remaining, length);
        from.Raw(length);
        return slot;
    }
}
