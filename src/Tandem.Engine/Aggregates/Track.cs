using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// What is kept of one customer for one aggregate, so that it can be answered without the past: it gives what
/// <see cref="Aggregate.Over"/> gives for all events that were added, up to the bound that each kind of track states.
/// Events come in any order of timestamps and positions, each once for each role that it has. The moments that are passed
/// never decrease; what no window can reach any more is dropped when something is added. Not thread-safe.
/// </summary>
public abstract class Track(Aggregate aggregate)
{
    /// <summary>How many events in reach of a window, or of what follows, every answer is exact for.</summary>
    public const int Exact = 512;

    public Aggregate Aggregate { get; } = aggregate;

    /// <summary>A track without events.</summary>
    public static Track Of(Aggregate aggregate)
    {
        var isFollowed = !aggregate.FollowedBy.IsEmpty;
        var hasWindow = aggregate.Window is not null;
        return aggregate.Function switch
        {
            AggregateFunction.Count => isFollowed ? new FollowedTrack<Once>(aggregate) : hasWindow ? new WindowTrack<Once>(aggregate) : new CountTrack(aggregate),
            AggregateFunction.First => isFollowed ? new FollowedTrack<Picked>(aggregate) : hasWindow ? new WindowTrack<Picked>(aggregate) : new PickTrack(aggregate),
            AggregateFunction.Last => isFollowed ? new FollowedTrack<Picked>(aggregate) : new PickTrack(aggregate),
            AggregateFunction.Distinct => isFollowed ? new FollowedTrack<DistinctKey>(aggregate) : new DistinctTrack(aggregate),
            _ => isFollowed ? new FollowedTrack<Amount>(aggregate) : hasWindow ? new WindowTrack<Amount>(aggregate) : new TotalsTrack(aggregate),
        };
    }

    /// <summary>Adds one of the aggregate's own events.</summary>
    /// <param name="position">Tells which of two at one time arrived first: the lower.</param>
    /// <param name="operand">What <see cref="Aggregate.Of"/> gives for it; a count does not look at it.</param>
    /// <returns>False where the event changes nothing: it lies before every window, it has no number, a newer one is there.</returns>
    public abstract bool Add(Instant time, Position position, Value operand, Instant now);

    /// <summary>Adds an event that may follow.</summary>
    /// <param name="following">Its place in <see cref="Aggregate.FollowedBy"/>.</param>
    /// <inheritdoc cref="Add" path="/returns"/>
    public virtual bool AddFollowing(int following, Instant time, Instant now) =>
        throw new InvalidOperationException($"Nothing follows in {Aggregate}.");

    /// <summary>Adds what another track of the same aggregate has; the two share no event. The other is not used afterwards.</summary>
    public abstract void Merge(Track other);

    /// <summary>The figure.</summary>
    public abstract Value Read(Instant now);

    /// <summary>The earliest moment later than now at which time alone can change what is read; null for never.</summary>
    public abstract Instant? NextChange(Instant now);

    /// <summary>Drops what no window can reach any more. False where nothing is left.</summary>
    public abstract bool Trim(Instant now);

    /// <summary>The aggregate is not written: whoever stores a track knows whose it is.</summary>
    public abstract void Write(ByteWriter to);

    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static Track Read(Aggregate aggregate, ref ByteReader from)
    {
        var track = Of(aggregate);
        track.Load(ref from);
        return track;
    }

    /// <summary>What is read where there is no event.</summary>
    public static Value ReadNothing(Aggregate aggregate) => aggregate.Function switch
    {
        AggregateFunction.Count or AggregateFunction.Distinct => Zero,
        AggregateFunction.Sum => ZeroSum,
        AggregateFunction.First or AggregateFunction.Last => Missing.Event,
        _ => Missing.Number,
    };

    /// <summary>Takes in what <see cref="Write"/> wrote.</summary>
    protected abstract void Load(ref ByteReader from);

    /// <summary>Events at this moment or before it are out of the window; all are in it where there is none.</summary>
    protected long StartOfWindow(Instant now) => Aggregate.Window is { } window ? (now - window).Micros : long.MinValue;

    /// <summary>When an event drops out of the window; <see cref="Never"/> without one.</summary>
    protected long EndOf(long time) => Aggregate.Window is { } window ? (new Instant(time) + window).Micros : Never;

    /// <summary>Later than every moment.</summary>
    private protected const long Never = long.MaxValue;

    private protected static Instant? OrNull(long moment) => moment == Never ? null : new(moment);

    private static readonly Value Zero = Value.Of(0), ZeroSum = Value.Of(0.0);
}
