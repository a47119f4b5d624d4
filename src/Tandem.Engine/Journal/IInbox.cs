using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>The way in. Thread-safe.</summary>
public interface IInbox
{
    /// <summary>
    /// Puts arrivals in, all or none, and completes when they are durable. Arrivals of one call for one shard keep
    /// their order. An empty list completes at once.
    /// </summary>
    /// <returns>The last position that this call's arrivals have or will have at most: "folded up to here" shows them.</returns>
    /// <exception cref="StorageFullException">The disk is full. Nothing was accepted.</exception>
    /// <exception cref="OverloadedException">Too much waits already. Nothing was accepted; try again later.</exception>
    ValueTask<Position> Accept(IReadOnlyList<Arrival> arrivals);
}

/// <summary>There is no room to make an arrival durable.</summary>
public sealed class StorageFullException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>More waits to be folded than the node wants to hold; the caller tries again after <see cref="RetryAfter"/>.</summary>
public sealed class OverloadedException(string message, TimeSpan retryAfter) : Exception(message)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
