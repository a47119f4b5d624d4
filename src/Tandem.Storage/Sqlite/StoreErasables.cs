using Tandem.Engine.Erasure;

namespace Tandem.Storage.Sqlite;

/// <summary>What an embedded store has of a customer besides the states, in the order in which it is rewritten.</summary>
public sealed class StoreErasables
{
    private readonly SnapshotErasure snapshots;
    private readonly Func<IErasureRequests, JournalErasure> journal;
    private readonly IErasable[] after;

    internal StoreErasables(SnapshotErasure snapshots, Func<IErasureRequests, JournalErasure> journal, FileCleaning files, FreshSnapshot fresh) =>
        (this.snapshots, this.journal, after) = (snapshots, journal, [files, fresh]);

    /// <summary>
    /// All of it, with what others have in the same files before these are cleaned. Snapshots go first, since they could not
    /// be folded forward over what is rewritten after them.
    /// </summary>
    public IReadOnlyList<IErasable> With(IErasureRequests requests, IEnumerable<IErasable> others) => [snapshots, journal(requests), .. others, .. after];
}
