namespace Tandem.Engine.Journal;

/// <summary>The way in. Thread-safe.</summary>
public interface IInbox
{
    /// <summary>
    /// Puts arrivals in, all or none, and completes when they are durable. Arrivals of one call for one shard keep
    /// their order. An empty list completes at once.
    /// </summary>
    /// <returns>By which one can ask whether this call's arrivals are folded.</returns>
    /// <exception cref="StorageFullException">The disk is full. Nothing was accepted.</exception>
    /// <exception cref="StorageUnavailableException">
    /// The store is another process and cannot be reached. Whether anything was accepted is not known: whoever sends it again
    /// with the same message ids loses nothing and doubles nothing.
    /// </exception>
    /// <exception cref="OverloadedException">Too much waits already. Nothing was accepted; try again later.</exception>
    ValueTask<Receipt> Accept(IReadOnlyList<Arrival> arrivals);
}

/// <summary>What keeps the workspace cannot be reached now; the caller tries again later.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>There is no room to make an arrival durable.</summary>
public sealed class StorageFullException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>More waits to be folded than the node wants to hold; the caller tries again after <see cref="RetryAfter"/>.</summary>
public sealed class OverloadedException(string message, TimeSpan retryAfter) : Exception(message)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
