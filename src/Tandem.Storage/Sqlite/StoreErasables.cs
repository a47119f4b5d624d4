using Tandem.Engine.Erasure;

namespace Tandem.Storage.Sqlite;

/// <summary>What an embedded store has of a customer besides the states, in the order in which it is rewritten.</summary>
public sealed class StoreErasables
{
    private readonly IErasable[] before, after;

    internal StoreErasables(SnapshotErasure snapshots, JournalErasure journal, FileCleaning files, FreshSnapshot fresh) =>
        (before, after) = ([snapshots, journal], [files, fresh]);

    /// <summary>
    /// All of it, with what others have in the same files before these are cleaned. Snapshots go first, since they could not
    /// be folded forward over what is rewritten after them.
    /// </summary>
    public IReadOnlyList<IErasable> With(IEnumerable<IErasable> others) => [.. before, .. others, .. after];
}
