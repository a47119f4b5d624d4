using Tandem.Engine.Erasure;
using Tandem.Storage.Backups;
using Tandem.Storage.Snapshots;

namespace Tandem.Storage.Sqlite;

/// <summary>Takes the snapshots away in which a customer still is: folding forward from them would not give the states that are.</summary>
internal sealed class SnapshotErasure(StateSnapshots snapshots, JournalHold hold) : IErasable
{
    public string Name => "snapshots";

    public long? Erase(ErasureRequest request, ErasedCustomer customer)
    {
        using var alone = hold.Take();
        return snapshots.RemoveAll();
    }
}
