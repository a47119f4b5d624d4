using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Journal;

namespace Tandem.Storage.Memory.Shared;

/// <summary>The rows that turns have given positions, as a process reads them. There are gaps, and of two shards the lower position may come later.</summary>
public sealed class SharedMemoryJournal(SharedMemoryStore store) : IJournal
{
    private const int RowsInPart = 8;

    public Position First => store.Read(() => Rows is [var first, ..] ? first.First!.Value : new(End.Value + 1));

    public Position Last => store.Read(() => End);

    public IEnumerable<Entry> Read(Position after) => store.Read(() => All.Where(entry => entry.Position > after).ToList());

    public IReadOnlyList<Entry> Find(IReadOnlyCollection<Position> positions) => store.Read(() =>
    {
        var wanted = positions.ToHashSet();
        return All.Where(entry => wanted.Contains(entry.Position)).ToList();
    });

    public IEnumerable<Entry> FindAccepted(Receipt receipt, int count, ShardId shard) => store.Read(() =>
        Rows.Where(row => row.Id <= receipt.Value && row.Shard == shard && !row.IsSent).OrderByDescending(row => row.Id)
            .SelectMany(row => row.Entries(row.First!.Value, row.At).Reverse()).ToList());

    public IReadOnlyList<PositionRange> Parts() => store.Read(() =>
    {
        var starts = Rows.Chunk(RowsInPart).Select(rows => rows[0].First!.Value).ToList();
        return starts.Select((start, index) => new PositionRange(start, index + 1 < starts.Count ? new(starts[index + 1].Value - 1) : End)).ToList();
    });

    public IEnumerable<PastInteraction> ReadInteractions(PositionRange range, IReadOnlySet<string> names)
    {
        var filter = new InteractionFilter(names);
        var rows = store.Read(() => Rows.Select(row => row.Entries(row.First!.Value, row.At).ToList()).ToList());
        return rows.SelectMany(row => filter.Pick(row, range));
    }

    private IList<JournalRow> Rows => store.Database.Taken.Values;

    private Position End => Rows.Count == 0 ? default : new(Rows[^1].First!.Value.Value + Rows[^1].Count - 1);

    private IEnumerable<Entry> All => Rows.SelectMany(row => row.Entries(row.First!.Value, row.At));
}
