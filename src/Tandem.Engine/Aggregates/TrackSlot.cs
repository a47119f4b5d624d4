using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>One track of a customer at work: as it was stored until somebody asks for it, then as it is.</summary>
internal struct TrackSlot
{
    private Track? track;

    /// <summary>Empty when the track was changed.</summary>
    private ReadOnlyMemory<byte> stored;

    /// <param name="next">See <see cref="Next"/>.</param>
    /// <param name="stored">Not changed as long as the slot is in use.</param>
    public TrackSlot(ulong hash, int generation, long next, ReadOnlyMemory<byte> stored) =>
        (Hash, Generation, Next, this.stored) = (hash, generation, next, stored);

    public TrackSlot(Track track, int generation)
        : this(track.Aggregate.Hash, generation, long.MaxValue, default) => this.track = track;

    /// <summary>Of the aggregate.</summary>
    public ulong Hash { get; }

    public int Generation { get; }

    /// <summary>When time alone can change the answer next, in microseconds; <see cref="long.MaxValue"/> for never.</summary>
    public long Next { get; private set; }

    /// <summary>It was dropped, and hides what is stored of it.</summary>
    public bool IsGone { get; private set; }

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

    public void Drop()
    {
        (track, stored) = (null, default);
        (Next, IsGone) = (long.MaxValue, true);
    }

    /// <summary>The track's bytes alone.</summary>
    public readonly void WriteTrack(ByteWriter to)
    {
        if (stored.IsEmpty) track?.Write(to);
        else to.Raw(stored.Span);
    }
}
