using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Running;

/// <summary>
/// A shard as one may look at it from outside, between two entries: as it is in this process, or as it is stored where
/// another process folds it. Thread-safe.
/// </summary>
public interface IShardView
{
    ShardId Id { get; }

    /// <summary>Everything up to here is folded.</summary>
    Position Folded { get; }

    /// <summary>Whether entries were taken that are not folded yet.</summary>
    bool IsBusy { get; }

    /// <summary>Whether what a receipt was given for is folded, where all of it was for this shard.</summary>
    bool HasFolded(Receipt receipt);

    /// <summary>Looks at what the shard knows. It must not be changed, nor kept.</summary>
    T Read<T>(Func<ShardState, T> read);

    /// <summary>The next page of the shard's customers as stored, in order of id.</summary>
    CustomerPage Customers(EntityId after, int max);

    /// <summary>Makes everything folded so far lasting; false where it cannot now, and it is asked again later.</summary>
    bool Store();
}
