using Tandem.Primitives;

namespace Tandem.Engine.Erasure;

/// <summary>Something beside the states that may hold data of a customer. Used by one thread at a time.</summary>
public interface IErasable
{
    /// <summary>What a certificate calls it: <c>journal</c>, <c>messages</c> …</summary>
    string Name { get; }

    /// <summary>Takes away what it has of a customer who is not in the states any more. Done a second time, it does nothing more.</summary>
    /// <returns>How many things it took away or rewrote; null where it cannot now and is to be asked again.</returns>
    /// <exception cref="Journal.StorageFullException">There is no room; it may be tried again.</exception>
    long? Erase(ErasureRequest request, ErasedCustomer customer);
}

/// <param name="Ids">All that led to the customer.</param>
/// <param name="UpTo">No entry after this one holds data of the customer.</param>
public sealed record ErasedCustomer(IReadOnlyList<EntityId> Ids, Position UpTo);
