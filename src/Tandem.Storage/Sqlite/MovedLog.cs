namespace Tandem.Storage.Sqlite;

/// <summary>The write-ahead log of one file, as a <see cref="LogMover"/> moves it. Used by one thread at a time.</summary>
/// <param name="file">A connection of its own.</param>
/// <param name="written">How many bytes its writer has written so far, about.</param>
/// <param name="betweenWrites">Does something while the writer stands still.</param>
internal sealed class MovedLog(SqliteFile file, Func<long> written, Action<Action> betweenWrites) : IDisposable
{
    /// <summary>So much is moved at once: often enough that the disk is never busy for long with one move.</summary>
    private const long Every = 4 << 20;

    /// <summary>A log as long as this is to begin anew. Until then a page that is written again and again is moved with each move only.</summary>
    private const long Long = 16 << 20;

    /// <summary>The writer stands still for so many pages at most.</summary>
    private const int Rest = 256;

    private long pageSize, moved;

    /// <summary>Moves what there is; false where there was little.</summary>
    /// <exception cref="Engine.Journal.StorageFullException">There is no room; what was not moved stays in the log.</exception>
    public bool Step()
    {
        var now = written();
        if (now - moved < Every) return false;
        // A connection that has read nothing yet does not know that the file has a log.
        if (pageSize == 0 && file.Scalar("SELECT count(*) FROM sqlite_schema") >= 0) pageSize = file.Scalar("PRAGMA page_size");
        var (pages, left) = file.MoveLog();
        if (pages == 0) return false;
        moved = now;
        if (pages * pageSize < Long) return true;
        // What was written meanwhile is less, and less again; not so while somebody reads an earlier moment, as a snapshot does.
        for (var before = int.MaxValue; left > Rest && left < before;)
        {
            before = (int)left;
            (pages, left) = file.MoveLog();
        }
        if (left <= Rest) betweenWrites(() => file.MoveLog());
        return true;
    }

    public void Dispose() => file.Dispose();
}
