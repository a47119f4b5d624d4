using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Takes rows out of <c>journal.db</c> that are sealed, a few with each transaction of the journal's writer, so that it
/// costs no sync of its own while entries come in and nobody waits for a long deletion. What <c>journal.db</c> says of the
/// sealed positions is written in the same transaction or before. The freed pages are used again for new blocks.
/// </summary>
internal sealed class JournalTrim
{
    /// <summary>More than a transaction usually adds, so that the rows always grow fewer.</summary>
    public const int RowsBesideWriting = 16;

    /// <summary>A transaction that only trims has no one waiting for it, and still must not hold up the next call.</summary>
    public const int RowsAlone = 64;

    private readonly SqliteFile file;
    private readonly Lock gate = new();
    private PositionRange recorded, wanted;
    private bool rowsAreLeft = true;

    /// <param name="recorded">What the file says is sealed, from the journal's first position on.</param>
    public JournalTrim(SqliteFile file, PositionRange recorded)
    {
        this.file = file;
        this.recorded = wanted = recorded;
    }

    /// <summary>What the file says is sealed, durable.</summary>
    public PositionRange Recorded
    {
        get
        {
            lock (gate) return recorded;
        }
    }

    public bool IsDue
    {
        get
        {
            lock (gate) return rowsAreLeft || wanted != recorded;
        }
    }

    /// <summary>Asks for it; done by the writer's next transactions.</summary>
    public void Want(PositionRange range)
    {
        lock (gate) (wanted, rowsAreLeft) = (range, true);
    }

    /// <summary>Does some of it. Part of a transaction, after which <see cref="Done"/> must be told.</summary>
    /// <returns>What to tell.</returns>
    public (PositionRange Range, bool RowsAreLeft) Step(int rows)
    {
        PositionRange range;
        lock (gate) range = wanted;
        if (range != recorded)
        {
            Record("first", range.First);
            Record("sealed", range.Last);
        }
        file.Prepare("DELETE FROM journal WHERE position IN (SELECT position FROM journal WHERE position <= ? ORDER BY position LIMIT ?)").Begin()
            .Bind(1, range.Last.Value).Bind(2, rows).Run();
        return (range, file.Changes == rows);
    }

    public void Done((PositionRange Range, bool RowsAreLeft) step)
    {
        lock (gate)
        {
            recorded = step.Range;
            rowsAreLeft = step.RowsAreLeft || wanted.Last > step.Range.Last;
        }
    }

    /// <summary>What the file says is sealed; of a journal of which nothing ever was, none, from position 1.</summary>
    public static PositionRange ReadRecorded(SqliteFile file) => new(
        new(Math.Max(1, file.Scalar("SELECT value FROM workspace WHERE name = 'first'"))), new(file.Scalar("SELECT value FROM workspace WHERE name = 'sealed'")));

    private void Record(string name, Position value) =>
        file.Prepare("INSERT OR REPLACE INTO workspace(name, value) VALUES(?, ?)").Begin().Bind(1, name).Bind(2, value.Value).Run();
}
