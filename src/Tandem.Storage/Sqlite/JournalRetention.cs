using Tandem.Primitives;
using Tandem.Storage.Journal;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Takes away whole parts of the journal whose time is over: first <c>journal.db</c> says durably that the journal begins
/// later, then the file goes. The newest part always stays. Used by one thread at a time.
/// </summary>
/// <param name="forget">Forgets what became of interactions before a position.</param>
/// <param name="needed">Up to here nobody needs entries to restore states; asked before a part is chosen.</param>
internal sealed class JournalRetention(
    JournalFile journal, JournalParts parts, JournalWriter writer, JournalTrim trim, TimeProvider clock, Action<Position> forget, Func<Position> needed, EmbeddedOptions options)
{
    /// <summary>Does a little; false when there is nothing to do now.</summary>
    /// <exception cref="IOException">The disk refuses; it may be tried again.</exception>
    public bool Step()
    {
        if (parts.All is not [var oldest, _, ..]) return false;
        if (oldest.Range.Last < journal.First) return Remove(oldest);
        if (options.JournalRetention is not { } kept || oldest.LastAt >= Instant.From(clock.GetUtcNow() - kept) || oldest.Range.Last > needed()) return false;
        journal.Begin(oldest.Range.Last.Value + 1);
        writer.Trim(trim, new(journal.First, journal.Sealed));
        return true;
    }

    private bool Remove(JournalPart oldest)
    {
        if (trim.Recorded.First < journal.First) return false;
        options.Reached(SealPoint.Shortened);
        forget(journal.First);
        parts.TakeOldest().Remove();
        options.Reached(SealPoint.Removed);
        FolderSync.Sync(parts.Folder);
        return true;
    }
}
