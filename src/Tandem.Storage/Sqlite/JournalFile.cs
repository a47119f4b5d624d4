using Tandem.Engine.Shards;
using Tandem.Primitives;
using Tandem.Storage.Journal;

namespace Tandem.Storage.Sqlite;

/// <summary>The journal as it lies on disk, for reading. Thread-safe; never holds a snapshot for longer than one block.</summary>
internal sealed class JournalFile(SqliteReaders readers) : IJournal
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS journal(position INTEGER PRIMARY KEY, count INTEGER NOT NULL, tally BLOB NOT NULL, bytes BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS workspace(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>How many positions one of <see cref="Parts"/> has.</summary>
    private const long PositionsInPart = 65_536;

    private long first = 1, last;

    public Position First => new(first);

    public Position Last => new(Volatile.Read(ref last));

    /// <summary>Says that everything up to a position is durable now.</summary>
    public void Advance(long position) => Volatile.Write(ref last, position);

    /// <summary>Finds the end of the journal when it is opened: the last position and its time.</summary>
    /// <exception cref="InvalidDataException">The last block is damaged.</exception>
    public (Position Last, Instant At) Recover() => readers.Read(file =>
    {
        using var found = file.Prepare("SELECT position, count, bytes FROM journal ORDER BY position DESC LIMIT 1").Begin();
        if (!found.Step()) return default;
        var (first, count) = (found.Long(0), (int)found.Long(1));
        var at = JournalBlock.Check(found.Span(2), first, count, readers.Path);
        Advance(first + count - 1);
        this.first = file.Scalar("SELECT min(position) FROM journal");
        return (Last, at);
    });

    public IReadOnlyList<PositionRange> Parts()
    {
        var (parts, upTo) = (new List<PositionRange>(), Last.Value);
        for (var from = first; from <= upTo; from += PositionsInPart) parts.Add(new(new(from), new(Math.Min(upTo, from + PositionsInPart - 1))));
        return parts;
    }

    public IEnumerable<PastInteraction> ReadInteractions(PositionRange range, IReadOnlySet<string> names)
    {
        range = range.And(new(First, Last));
        var filter = new InteractionFilter(range, names);
        for (var after = new Position(range.First.Value - 1); after < range.Last;)
        {
            var entries = new List<Entry>();
            ReadBlock(after, entries);
            foreach (var picked in filter.Pick(entries)) yield return picked;
            after = entries[^1].Position;
        }
    }

    public IEnumerable<Entry> Read(Position after)
    {
        var upTo = Last;
        var entries = new List<Entry>();
        while (after < upTo)
        {
            entries.Clear();
            ReadBlock(after, entries);
            foreach (var entry in entries) yield return entry;
            after = entries[^1].Position;
        }
    }

    /// <summary>The entries after a position that are in its next one's block: at least one.</summary>
    /// <exception cref="InvalidDataException">The block is damaged or missing.</exception>
    public void ReadBlock(Position after, List<Entry> into)
    {
        var (first, count, bytes) = Block(after.Value + 1) ?? throw Missing(after.Value + 1);
        JournalBlock.Read(bytes, first, count, after, into, readers.Path);
    }

    public IReadOnlyList<Entry> Find(IReadOnlyCollection<Position> positions)
    {
        var found = new List<Entry>(positions.Count);
        var block = new List<Entry>();
        foreach (var wanted in positions.Where(position => position.Value > 0 && position <= Last).Distinct().Order())
        {
            if (block.Count == 0 || wanted > block[^1].Position)
            {
                block.Clear();
                if (Block(wanted.Value) is not var (first, count, bytes)) continue;
                JournalBlock.Read(bytes, first, count, new(wanted.Value - 1), block, readers.Path);
            }
            var entry = block[(int)(wanted.Value - block[0].Position.Value)];
            // A copy, so that whoever keeps one entry does not keep its whole block.
            found.Add(entry with { Payload = entry.Payload.ToArray() });
        }
        return found;
    }

    /// <summary>
    /// What each shard has after its position, up to <see cref="Last"/>. Reads tallies only, except for the few blocks
    /// that a position lies in.
    /// </summary>
    public Backlog[] After(IReadOnlyList<long> positions)
    {
        var backlogs = positions.Select(position => new Backlog(0, Last.Value)).ToArray();
        var partial = readers.Read(file => ReadTallies(file, positions, backlogs));
        var entries = new List<Entry>();
        foreach (var (first, shard) in partial)
        {
            entries.Clear();
            ReadBlock(new(first - 1), entries);
            var count = entries.Count(entry => entry.Shard.Value == shard && entry.Position.Value > positions[shard]);
            if (count > 0) backlogs[shard] = new(backlogs[shard].Count + count, positions[shard]);
        }
        return backlogs;
    }

    private List<(long First, int Shard)> ReadTallies(SqliteFile file, IReadOnlyList<long> positions, Backlog[] backlogs)
    {
        var partial = new List<(long First, int Shard)>();
        using var rows = file.Prepare("""
            SELECT position, count, tally FROM journal
            WHERE position >= coalesce((SELECT max(position) FROM journal WHERE position <= ?1), 0) AND position <= ?2 ORDER BY position
            """).Begin().Bind(1, positions.Min() + 1).Bind(2, Last.Value);
        var expected = 0L;
        while (rows.Step())
        {
            var (first, end) = (rows.Long(0), rows.Long(0) + rows.Long(1) - 1);
            if (expected != 0 && first != expected) throw Missing(expected);
            expected = end + 1;
            var tally = JournalBlock.ReadTally(rows.Span(2), first, (int)rows.Long(1), readers.Path);
            while (!tally.AtEnd)
            {
                var (shard, count) = ((int)tally.Varint(), (long)tally.Varint());
                if (positions[shard] >= end) continue;
                if (positions[shard] >= first) partial.Add((first, shard));
                else backlogs[shard] = new(backlogs[shard].Count + count, Math.Min(backlogs[shard].ReadFrom, first - 1));
            }
        }
        return partial;
    }

    private InvalidDataException Missing(long position) =>
        new($"{readers.Path}: position {position} is missing, though there are later ones. Restore the file from a backup.");

    private (long First, int Count, byte[] Bytes)? Block(long position) => readers.Read<(long, int, byte[])?>(file =>
    {
        using var found = file.Prepare("SELECT position, count, bytes FROM journal WHERE position <= ? ORDER BY position DESC LIMIT 1").Begin().Bind(1, position);
        if (!found.Step() || found.Long(0) + found.Long(1) <= position) return null;
        return (found.Long(0), (int)found.Long(1), found.Bytes(2));
    });
}
