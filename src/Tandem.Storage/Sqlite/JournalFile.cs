using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Journal;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// The journal as it lies on disk, for reading: sealed parts, and after them the rows of <c>journal.db</c>. Thread-safe;
/// never holds a snapshot for longer than one block.
/// </summary>
/// <remarks>A part is known before its rows leave, so whoever does not find a row any more looks among the parts again.</remarks>
internal sealed class JournalFile(SqliteReaders readers, JournalParts parts, Position begin) : IJournal
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS journal(position INTEGER PRIMARY KEY, count INTEGER NOT NULL, tally BLOB NOT NULL, bytes BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS workspace(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>How many positions one of <see cref="Parts"/> has that is not sealed.</summary>
    private const long PositionsInPart = 65_536;

    private long first = begin.Value, last = begin.Value - 1, lastAt;

    public Position First => new(Volatile.Read(ref first));

    public Position Last => new(Volatile.Read(ref last));

    /// <summary>The last position that is sealed; entries after it are in rows.</summary>
    public Position Sealed => parts.Range?.Last ?? new(First.Value - 1);

    /// <summary>The time of the last entry.</summary>
    public Instant LastAt => new(Volatile.Read(ref lastAt));

    /// <summary>Says that everything up to a position is durable now.</summary>
    /// <param name="at">The time of that position.</param>
    public void Advance(Position position, Instant at)
    {
        Volatile.Write(ref lastAt, at.Micros);
        Volatile.Write(ref last, position.Value);
    }

    /// <summary>Says that the journal begins later now.</summary>
    public void Begin(long position) => Volatile.Write(ref first, position);

    /// <summary>Finds the end of the journal when it is opened: the last position and its time.</summary>
    /// <exception cref="InvalidDataException">The last block is damaged, or there is a gap before the rows.</exception>
    public (Position Last, Instant At) Recover() => readers.Read(file =>
    {
        var at = parts.All is [.., var newest] ? newest.LastAt : default;
        Advance(Sealed, at);
        using var ends = file.Prepare("SELECT position, count, bytes FROM journal WHERE position > ? ORDER BY position DESC LIMIT 1").Begin().Bind(1, Sealed.Value);
        if (!ends.Step()) return (Last, at);
        var (position, count) = (ends.Long(0), (int)ends.Long(1));
        at = JournalBlock.Check(ends.Span(2), position, count, readers.Path);
        using var begins = file.Prepare("SELECT min(position) FROM journal WHERE position > ?").Begin().Bind(1, Sealed.Value);
        if (!begins.Step() || begins.Long(0) != Sealed.Value + 1) throw Missing(Sealed.Value + 1);
        Advance(new(position + count - 1), at);
        return (Last, at);
    });

    public IReadOnlyList<PositionRange> Parts()
    {
        var (ranges, upTo) = (new List<PositionRange>(), Last.Value);
        ranges.AddRange(parts.All.Select(part => part.Range));
        var from = ranges.Count > 0 ? ranges[^1].Last.Value + 1 : First.Value;
        for (; from <= upTo; from += PositionsInPart) ranges.Add(new(new(from), new(Math.Min(upTo, from + PositionsInPart - 1))));
        return ranges;
    }

    public IEnumerable<Entry> Read(Position after)
    {
        var upTo = Last;
        var entries = new List<Entry>();
        while (after < upTo)
        {
            entries.Clear();
            if (!TryReadBlock(after, entries))
            {
                after = new(First.Value - 1);
                continue;
            }
            foreach (var entry in entries) yield return entry;
            after = entries[^1].Position;
        }
    }

    public IEnumerable<PastInteraction> ReadInteractions(PositionRange range, IReadOnlySet<string> names)
    {
        range = range.And(new(First, Last));
        var filter = new InteractionFilter(names);
        for (var after = new Position(range.First.Value - 1); after < range.Last;)
        {
            var next = new Position(after.Value + 1);
            if (parts.Of(next) is { } part)
            {
                using var reader = part.Open();
                after = part.Range.Last;
                if (reader is null) continue;
                // Not from the part's beginning: what was read before may have been rows then.
                foreach (var picked in filter.Pick(reader, part.Range.And(new(next, range.Last)))) yield return picked;
                continue;
            }
            var entries = new List<Entry>();
            if (!TryReadBlock(after, entries))
            {
                after = new(First.Value - 1);
                continue;
            }
            foreach (var picked in filter.Pick(entries, range)) yield return picked;
            after = entries[^1].Position;
        }
    }

    /// <summary>The entries after a position that are stored together with its next one: at least one.</summary>
    /// <exception cref="InvalidDataException">They are damaged, missing, or not kept any more.</exception>
    public void ReadBlock(Position after, List<Entry> into)
    {
        if (!TryReadBlock(after, into)) throw new InvalidDataException($"Position {after.Value + 1} is wanted, and the journal begins at {First}. Restore the journal from a backup.");
    }

    public IReadOnlyList<Entry> Find(IReadOnlyCollection<Position> positions)
    {
        var found = new List<Entry>(positions.Count);
        var block = new List<Entry>();
        foreach (var wanted in positions.Where(position => position >= First && position <= Last).Distinct().Order())
        {
            if (block.Count == 0 || wanted > block[^1].Position)
            {
                block.Clear();
                if (!TryReadBlock(new(wanted.Value - 1), block)) continue;
            }
            var entry = block[(int)(wanted.Value - block[0].Position.Value)];
            // A copy, so that whoever keeps one entry does not keep its whole block.
            found.Add(entry with { Payload = entry.Payload.ToArray() });
        }
        return found;
    }

    public IEnumerable<Entry> FindAccepted(Receipt receipt, int count, ShardId shard)
    {
        // A call's entries stand one after another, and the receipt is the last one's position.
        var last = Math.Min(receipt.Value, Last.Value);
        var first = Math.Max(First.Value, receipt.Value - count + 1);
        Position[] positions = [.. Enumerable.Range(0, (int)Math.Max(0, last - first + 1)).Select(place => new Position(first + place))];
        return Find(positions).Where(entry => entry.Shard == shard).Reverse();
    }

    /// <summary>
    /// What each shard has after its position, up to <see cref="Last"/>. Reads tallies only, except for the few blocks
    /// that a position lies in.
    /// </summary>
    /// <exception cref="InvalidDataException">Something of it is damaged, missing, or not kept any more.</exception>
    public Backlog[] After(IReadOnlyList<long> positions)
    {
        if (positions.Min() + 1 < First.Value && Last.Value > positions.Min())
            throw new InvalidDataException(
                $"The states know nothing of positions {positions.Min() + 1} to {First.Value - 1}, and the journal {readers.Path} begins at {First}. Restore state.db from a backup or a snapshot.");
        var backlogs = positions.Select(position => new Backlog(0, Last.Value)).ToArray();
        parts.Count(positions, backlogs);
        var rows = positions.Select(position => Math.Max(position, Sealed.Value)).ToArray();
        var partial = readers.Read(file => ReadTallies(file, rows, backlogs));
        var entries = new List<Entry>();
        foreach (var (block, shard) in partial)
        {
            entries.Clear();
            ReadBlock(new(block - 1), entries);
            var count = entries.Count(entry => entry.Shard.Value == shard && entry.Position.Value > rows[shard]);
            if (count > 0) backlogs[shard] = new(backlogs[shard].Count + count, Math.Min(backlogs[shard].ReadFrom, rows[shard]));
        }
        return backlogs;
    }

    /// <summary>Blocks of rows after a position, as far as their ends are not after another: how they begin, their counts and sizes.</summary>
    public IReadOnlyList<(long First, int Count, long Bytes)> Measure(Position after, Position upTo, int max) => readers.Read(file =>
    {
        var blocks = new List<(long, int, long)>();
        using var rows = file.Prepare("SELECT position, count, length(bytes) FROM journal WHERE position > ?1 AND position + count - 1 <= ?2 ORDER BY position LIMIT ?3")
            .Begin().Bind(1, after.Value).Bind(2, upTo.Value).Bind(3, max);
        while (rows.Step()) blocks.Add((rows.Long(0), (int)rows.Long(1), rows.Long(2)));
        return blocks;
    });

    /// <returns>False where the position was kept once and is not any more.</returns>
    private bool TryReadBlock(Position after, List<Entry> into)
    {
        var wanted = new Position(after.Value + 1);
        while (wanted >= First)
        {
            if (parts.Of(wanted) is { } part)
            {
                using var reader = part.Open();
                // Null: taken away at this moment, and First has moved.
                if (reader is null) continue;
                reader.Read(reader.ChunkOf(wanted), after, into);
                return true;
            }
            if (Block(wanted.Value) is var (block, count, bytes))
            {
                JournalBlock.Read(bytes, block, count, after, into, readers.Path);
                return true;
            }
            if (parts.Of(wanted) is null && wanted >= First) throw Missing(wanted.Value);
        }
        return false;
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
