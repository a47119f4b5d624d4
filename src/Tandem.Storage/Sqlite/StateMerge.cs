using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// One merge under way: the newest forms of the states in a shard's chunks, in memory, in order of id, and how far they
/// are. What it takes in memory is used again by the next one. Used by one thread at a time.
/// </summary>
internal sealed class StateMerge
{
    /// <summary>More than this is not kept for the next merge.</summary>
    private const int KeptBytes = 16 << 20;

    private readonly List<Row> found = [];
    private ByteWriter bytes = new();
    private Row[] rows = [];
    private StateChunkInfo[] chunks = [];
    private int written, removed;

    public bool IsOver => removed == chunks.Length;

    /// <summary>What is still to be written.</summary>
    public ReadOnlyMemory<Row> Rows => rows.AsMemory(written);

    /// <summary>What is still to be taken away then, oldest first.</summary>
    public ReadOnlyMemory<StateChunkInfo> Chunks => chunks.AsMemory(removed);

    public IEnumerable<(EntityId Id, StatePlace Place)> All => rows.Select(row => (row.Id, row.Place));

    /// <summary>Reads what a shard has in chunks now.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public void Begin(SqliteReaders readers, StateDeltas deltas, ShardId shard)
    {
        if (bytes.Length > KeptBytes) bytes = new();
        bytes.Clear();
        found.Clear();
        var begun = deltas.BeginMerge(shard);
        readers.Read(file =>
        {
            using var select = file.Prepare("SELECT entries, bytes FROM state_deltas WHERE number = ?");
            foreach (var chunk in begun)
            {
                if (!select.Begin().Bind(1, chunk.Number).Step()) throw StateChunk.Damaged(readers.Path, chunk.Number, shard);
                Read(select.Span(0), select.Span(1), chunk, deltas, readers.Path);
            }
            return true;
        });
        found.Sort((left, right) => left.Id.CompareTo(right.Id));
        (rows, chunks, written, removed) = ([.. found], begun, 0, 0);
    }

    public ReadOnlySpan<byte> ProfileOf(in Row row) => bytes.Span.Slice(row.Start, row.Profile);

    public ReadOnlyMemory<byte> WorkOf(in Row row) => bytes.Memory.Slice(row.Start + row.Profile, row.Work);

    public void Written(int count) => written += count;

    public void Removed(int count) => removed += count;

    private void Read(ReadOnlySpan<byte> entries, ReadOnlySpan<byte> states, in StateChunkInfo chunk, StateDeltas deltas, string path)
    {
        var ids = new EntityId[StateChunk.Check(entries, states, chunk.Number, chunk.Shard, path)];
        for (var slot = 0; slot < ids.Length; slot++) ids[slot] = StateChunk.Id(entries, slot);
        var places = deltas.Find(ids);
        for (var (slot, start) = (0, 0); slot < ids.Length; slot++)
        {
            var (profile, work) = StateChunk.Lengths(entries, slot);
            var place = new StatePlace(chunk.Number, slot, profile + work == 0);
            // What a later chunk has is not written twice.
            if (places[slot] == place)
            {
                found.Add(new(ids[slot], place, bytes.Length, profile, work));
                bytes.Raw(states.Slice(start, profile + work));
            }
            start += profile + work;
        }
    }

    /// <param name="Start">Where its profile begins, and after that its work.</param>
    internal readonly record struct Row(EntityId Id, StatePlace Place, int Start, int Profile, int Work);
}
