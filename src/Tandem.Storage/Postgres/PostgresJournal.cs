using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Journal;

namespace Tandem.Storage.Postgres;

/// <summary>
/// The rows of the journal that turns have given positions. Between the positions of two turns there are gaps, and of two
/// shards the one with the lower positions may become visible later; within a shard positions become visible in order.
/// </summary>
internal sealed class PostgresJournal(NpgsqlDataSource database) : IJournal
{
    private const int RowsAtOnce = 200, RowsPerPart = 500;

    /// <summary>As many rows of a shard as a transaction that accepts may have, and some that came between.</summary>
    private const int RowsOfCall = 96, RowsOfCallAtOnce = 8;

    private const string Columns = "shard_id, first, entries, at, payload";

    public Position First => Edge("SELECT first FROM journal WHERE first IS NOT NULL ORDER BY first LIMIT 1") ?? new(Last.Value + 1);

    public Position Last => Edge("SELECT first + entries - 1 FROM journal WHERE first IS NOT NULL ORDER BY first DESC LIMIT 1") ?? default;

    public IEnumerable<Entry> Read(Position after)
    {
        foreach (var row in Rows(new(new(after.Value + 1), new(long.MaxValue))))
            foreach (var entry in row)
                if (entry.Position > after) yield return entry;
    }

    public IReadOnlyList<Entry> Find(IReadOnlyCollection<Position> positions)
    {
        var wanted = positions.Select(position => position.Value).ToHashSet();
        var rows = database.Read(
            $"""
            SELECT DISTINCT ON (j.first) j.shard_id, j.first, j.entries, j.at, j.payload FROM unnest($1::bigint[]) AS p(position),
            LATERAL (SELECT {Columns} FROM journal WHERE first <= p.position ORDER BY first DESC LIMIT 1) j WHERE p.position < j.first + j.entries ORDER BY j.first
            """,
            to => to.Longs([.. wanted]), Entries);
        return [.. rows.SelectMany(row => row).Where(entry => wanted.Contains(entry.Position.Value))];
    }

    public IEnumerable<Entry> FindAccepted(Receipt receipt, int count, ShardId shard)
    {
        // The receipt is the number of the last row of a transaction, in which calls of about the same time are, too.
        var before = receipt.Value + 1;
        for (var read = 0; read < RowsOfCall; read += RowsOfCallAtOnce)
        {
            var rows = database.Read(
                $"SELECT {Columns}, id FROM journal WHERE shard_id = $1 AND id < $2 AND NOT sent AND first IS NOT NULL ORDER BY id DESC LIMIT $3",
                to => to.Int(shard.Value).Long(before).Int(RowsOfCallAtOnce), row => (Entries: Entries(row), Id: row.GetInt64(5)));
            foreach (var (entries, _) in rows)
                foreach (var entry in entries.AsEnumerable().Reverse()) yield return entry;
            if (rows.Count < RowsOfCallAtOnce) yield break;
            before = rows[^1].Id;
        }
    }

    public IReadOnlyList<PositionRange> Parts()
    {
        var starts = database.Read(
            "SELECT first FROM (SELECT first, row_number() OVER (ORDER BY first) AS place FROM journal WHERE first IS NOT NULL) rows WHERE place % $1 = 1 ORDER BY first",
            to => to.Int(RowsPerPart), row => row.GetInt64(0));
        var last = Last;
        return [.. starts.Select((start, i) => new PositionRange(new(start), i + 1 < starts.Count ? new(starts[i + 1] - 1) : last))];
    }

    public IEnumerable<PastInteraction> ReadInteractions(PositionRange range, IReadOnlySet<string> names)
    {
        var filter = new InteractionFilter(names);
        foreach (var row in Rows(range))
            foreach (var picked in filter.Pick(row, range))
                yield return picked;
    }

    /// <summary>The rows that have a position of a range, as they are visible now, a few at a time.</summary>
    private IEnumerable<List<Entry>> Rows(PositionRange range)
    {
        // The row before may reach into the range.
        var after = range.First.Value - PostgresSchema.PositionsPerTurn;
        while (true)
        {
            var some = database.Read(
                $"SELECT {Columns} FROM journal WHERE first > $1 AND first <= $2 AND first + entries > $3 ORDER BY first LIMIT $4",
                to => to.Long(after).Long(range.Last.Value).Long(range.First.Value).Int(RowsAtOnce), Entries);
            foreach (var row in some) yield return row;
            if (some.Count < RowsAtOnce) yield break;
            after = some[^1][0].Position.Value;
        }
    }

    private Position? Edge(string sql) => database.Read(sql, _ => { }, row => row.GetInt64(0)) is [var edge] ? new(edge) : null;

    /// <summary>The entries of a row of <see cref="Columns"/>.</summary>
    public static List<Entry> Entries(NpgsqlDataReader row)
    {
        var entries = new List<Entry>(row.GetInt32(2));
        EntryBlock.Read(row.Blob(4), new(row.GetInt32(0)), row.GetInt64(1), row.GetInt32(2), new(row.GetInt64(3)), entries);
        return entries;
    }
}
