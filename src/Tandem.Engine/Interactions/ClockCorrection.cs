using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>When an interaction happened, by the clock of the server.</summary>
public static class ClockCorrection
{
    /// <summary>How far ahead of its arrival an interaction may lie.</summary>
    public static readonly Duration Ahead = Duration.FromMinutes(5);

    /// <summary>
    /// Segment's formula, <c>receivedAt - (sentAt - timestamp)</c>: what the sender's clock is off cancels out. Without
    /// a time it is <paramref name="receivedAt"/>; without <paramref name="sentAt"/> the time stands as it is. A result more than
    /// <see cref="Ahead"/> after the arrival becomes the arrival.
    /// </summary>
    /// <param name="historical">An import: the sender's clock says nothing about the past, so <paramref name="sentAt"/> is not used.</param>
    public static Instant Correct(Instant receivedAt, Instant? sentAt, Instant? timestamp, bool historical)
    {
        if (timestamp is not { } happened) return receivedAt;
        var corrected = sentAt is { } sent && !historical ? receivedAt - (sent - happened) : happened;
        return AsOf(corrected, receivedAt);
    }

    /// <summary>A time as it counts at a moment: one more than <see cref="Ahead"/> after it is that moment.</summary>
    public static Instant AsOf(Instant timestamp, Instant at) => timestamp > at + Ahead ? at : timestamp;
}
