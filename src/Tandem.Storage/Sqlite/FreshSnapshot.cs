using Tandem.Engine.Erasure;
using Tandem.Storage.Snapshots;

namespace Tandem.Storage.Sqlite;

/// <summary>Takes a snapshot of what is left, in the place of those that had to go.</summary>
internal sealed class FreshSnapshot(StateSnapshots snapshots, EmbeddedOptions options) : IErasable
{
    public string Name => "snapshot taken";

    public long? Erase(ErasureRequest request, ErasedCustomer customer)
    {
        if (options.SnapshotsKept == 0) return 0;
        snapshots.Take();
        return 1;
    }
}
