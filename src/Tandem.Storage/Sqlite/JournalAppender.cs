using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>Gives arrivals their positions and time and writes them at the end of the journal, one transaction a call.</summary>
internal sealed class JournalAppender(SqliteFile file, JournalFile journal, JournalTrim trim, TimeProvider clock, Instant lastAt, EmbeddedOptions options)
{
    /// <summary>What a block writes besides itself: pages that are not full, and those above them.</summary>
    private const long OverheadBytes = 32 << 10;

    private readonly ByteWriter block = new(JournalBlock.TargetSize * 2);
    private readonly ByteWriter tally = new();
    private readonly List<Entry> entries = [];
    private readonly int[] counts = new int[options.ShardCount];
    private readonly Lock gate = new();
    private long applied, written;

    /// <summary>How many bytes were written so far, about.</summary>
    public long Written => Volatile.Read(ref written);

    /// <summary>Does something while nothing is written.</summary>
    public void BetweenWrites(Action work)
    {
        lock (gate) work();
    }

    /// <summary>How large the file may be in bytes; 0 for no bound. May be changed at any time.</summary>
    public long MaxBytes { get; set; } = options.MaxJournalBytes;

    /// <summary>Writes the arrivals of all requests in order, all or none, and says where each request ended.</summary>
    /// <returns>The entries, durable; the list is used again by the next call.</returns>
    /// <exception cref="StorageFullException">Nothing was written.</exception>
    public List<Entry> Write(List<JournalRequest> requests)
    {
        lock (gate) return WriteAlone(requests);
    }

    private List<Entry> WriteAlone(List<JournalRequest> requests)
    {
        if (applied != MaxBytes) file.BoundTo(applied = MaxBytes);
        // The clock may be set back, by people or by a restart on another machine; the journal's time is not.
        var at = Instant.From(clock.GetUtcNow()) is var now && now > lastAt ? now : lastAt;
        entries.Clear();
        Array.Clear(counts);
        (PositionRange, bool)? trimmed = null;
        file.Transact(() =>
        {
            WriteBlocks(requests, at);
            if (trim.IsDue) trimmed = trim.Step(JournalTrim.RowsBesideWriting);
        });
        if (trimmed is { } step) trim.Done(step);
        lastAt = at;
        return entries;
    }

    /// <summary>Puts entries in the place of those of a block, at the same positions and with the same shards and time.</summary>
    /// <exception cref="StorageFullException">Nothing was changed.</exception>
    public void Replace(long first, Instant at, IReadOnlyList<Entry> entries)
    {
        lock (gate)
        {
            JournalBlock.Begin(block, at);
            foreach (var entry in entries) JournalBlock.Add(block, new(entry.Shard, entry.Kind, entry.Payload));
            JournalBlock.End(block, first);
            file.Transact(() => file.Prepare("UPDATE journal SET bytes = ? WHERE position = ?").Begin().Bind(1, block.Span).Bind(2, first).Run());
            written += block.Length + OverheadBytes;
        }
    }

    /// <summary>Writes the file anew, so that nothing is left in it of what was taken out or replaced; false where its log is read now, and it is to be tried again.</summary>
    public bool Clean()
    {
        while (Trim())
        {
        }
        lock (gate) return file.Clean();
    }

    /// <summary>Takes sealed rows out, in a transaction of its own; false when there is nothing to do.</summary>
    /// <exception cref="StorageFullException">Nothing was changed.</exception>
    public bool Trim()
    {
        if (!trim.IsDue) return false;
        (PositionRange, bool) step = default;
        lock (gate) file.Transact(() => step = trim.Step(JournalTrim.RowsAlone));
        trim.Done(step);
        return true;
    }

    private void WriteBlocks(List<JournalRequest> requests, Instant at)
    {
        var first = journal.Last.Value + 1;
        var next = first;
        JournalBlock.Begin(block, at);
        foreach (var request in requests)
        {
            for (var i = 0; i < request.Arrivals.Count; i++)
            {
                var arrival = request.Arrivals[i];
                JournalBlock.Add(block, arrival);
                counts[arrival.Shard.Value]++;
                entries.Add(new(arrival.Shard, new(next++), at, arrival.Kind, arrival.Payload, arrival.Parsed));
                if (block.Length < JournalBlock.TargetSize) continue;
                Insert(first, next);
                JournalBlock.Begin(block, at);
                first = next;
            }
            request.Last = next - 1;
        }
        if (next > first) Insert(first, next);
    }

    private void Insert(long first, long next)
    {
        JournalBlock.End(block, first);
        JournalBlock.Tally(tally, counts, first);
        Array.Clear(counts);
        file.Prepare("INSERT INTO journal(position, count, tally, bytes) VALUES(?, ?, ?, ?)").Begin()
            .Bind(1, first).Bind(2, next - first).Bind(3, tally.Span).Bind(4, block.Span).Run();
        written += block.Length + OverheadBytes;
    }
}
