using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Journal;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Moves old blocks of <c>journal.db</c> into sealed parts, a little with each step: a part is written whole under another
/// name, synced, given its name, synced again with its folder; then <c>state.db</c> says durably that all of it is
/// folded; then readers go to the part; then the rows leave. Whatever happens in between, each entry is there, and where
/// it is there twice the part counts. Used by one thread at a time.
/// </summary>
internal sealed class JournalSealer(
    JournalFile journal, JournalParts parts, ShardQueues queues, StateWriter states, JournalWriter writer, JournalTrim trim, EmbeddedOptions options) : IDisposable
{
    /// <summary>With more than this before it, the machine has better things to do.</summary>
    private const int MaxWaiting = 5_000, MaxUnwrittenBytes = 1 << 20;

    private const int BlocksMeasuredAtOnce = 4_096, BytesAtOnce = 256 << 10;

    private readonly List<Entry> block = [];
    private PartWriter? part;
    private JournalPart? named;
    private Position measuredTo, end;
    private long measured;

    /// <summary>Does a little; false when there is nothing to do now, or better things.</summary>
    /// <exception cref="InvalidDataException">A block is damaged; it stays where it is, and sealing ends there.</exception>
    /// <exception cref="IOException">There is no room; nothing is lost, and it may be tried again.</exception>
    public bool Step()
    {
        if (queues.Waiting > MaxWaiting || writer.UnwrittenBytes > MaxUnwrittenBytes) return false;
        if (named is not null) return Publish(named);
        if (part is null) return Measure();
        var written = false;
        try
        {
            if (part.Range.Last < end) Write(part);
            else Finish(part);
            written = true;
        }
        finally
        {
            // Begun anew at the next try.
            if (!written) Dispose();
        }
        return true;
    }

    /// <summary>Ends what is under way: a part that has its name is published, another one is given up.</summary>
    /// <exception cref="IOException">There is no room; it may be tried again.</exception>
    public void Settle()
    {
        if (named is not null) Publish(named);
        Dispose();
    }

    /// <summary>Gives up a part that is being written.</summary>
    public void Dispose()
    {
        part?.Dispose();
        (part, measuredTo, measured) = (null, default, 0);
    }

    /// <summary>Looks whether enough blocks are behind all checkpoints, and begins a part of them.</summary>
    private bool Measure()
    {
        if (measuredTo < journal.Sealed) (measuredTo, measured) = (journal.Sealed, 0);
        var blocks = journal.Measure(measuredTo, queues.Folded, BlocksMeasuredAtOnce);
        foreach (var (first, count, bytes) in blocks)
        {
            measuredTo = new(first + count - 1);
            measured += bytes;
            if (measured < options.PartBytes) continue;
            end = measuredTo;
            part = new(parts.Folder, new(journal.Sealed.Value + 1), options.ChunkBytes);
            break;
        }
        return part is not null || blocks.Count == BlocksMeasuredAtOnce;
    }

    private void Write(PartWriter to)
    {
        for (var bytes = 0L; bytes < BytesAtOnce && to.Range.Last < end;)
        {
            block.Clear();
            journal.ReadBlock(to.Range.Last, block);
            to.Add(block);
            foreach (var entry in block) bytes += entry.Payload.Length;
        }
        options.Reached(SealPoint.Begun);
    }

    private void Finish(PartWriter written)
    {
        named = new(written.Finish(options.Reached), written.Range);
        (part, measuredTo, measured) = (null, default, 0);
    }

    private bool Publish(JournalPart finished)
    {
        var folded = queues.Folded;
        states.Mark(folded);
        queues.Marked(folded);
        options.Reached(SealPoint.Marked);
        parts.Add(finished);
        named = null;
        writer.Trim(trim, new(journal.First, journal.Sealed));
        return true;
    }
}
