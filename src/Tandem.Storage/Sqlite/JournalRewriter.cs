using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Backups;
using Tandem.Storage.Journal;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Puts other entries in the place of some: a sealed part is written anew beside the old one, synced, and takes its name;
/// a block of <c>journal.db</c> is replaced in a transaction. Each is whole at any moment, with the old entries or the new
/// ones. Before the first of them all checkpoints are made durable, so that nobody folds these entries again.
/// </summary>
internal sealed class JournalRewriter(
    JournalFile journal, JournalParts parts, ShardQueues queues, StateWriter states, JournalAppender appender, JournalSealer sealer, StoreUpkeep upkeep, JournalHold hold, EmbeddedOptions options) : IJournalEraser
{
    /// <summary>Waits while a backup reads the journal: its states are of before.</summary>
    /// <exception cref="InvalidDataException">The journal is damaged; what was changed stays so.</exception>
    public long? Rewrite(Position upTo, Func<Entry, (EntryKind Kind, ReadOnlyMemory<byte> Payload)?> change, Action<Position, long> before)
    {
        if (queues.Folded < upTo) return null;
        using var alone = hold.Take();
        return upkeep.Alone<long?>(() =>
        {
            var folded = queues.Folded;
            states.Mark(folded);
            queues.Marked(folded);
            // What is being sealed has been read already.
            sealer.Settle();
            var changed = parts.All.Where(part => part.Range.First <= upTo).Sum(part => Rewrite(part, upTo, change, before));
            return changed + RewriteRows(upTo, change, before);
        });
    }

    private long Rewrite(JournalPart part, Position upTo, Func<Entry, (EntryKind, ReadOnlyMemory<byte>)?> change, Action<Position, long> before)
    {
        using var reader = part.Open() ?? throw JournalPart.Missing(part.Path, part.Range);
        var (changed, first, entries) = (0L, default(Position), new List<Entry>());
        for (var chunk = 0; chunk < reader.Chunks.Length && changed == 0; chunk++)
        {
            entries.Clear();
            reader.Read(chunk, default, entries);
            (changed, first) = Change(entries, upTo, change);
        }
        if (changed == 0) return 0;
        changed = 0;
        using var writer = new PartWriter(parts.Folder, part.Range.First, options.ChunkBytes);
        for (var chunk = 0; chunk < reader.Chunks.Length; chunk++)
        {
            entries.Clear();
            reader.Read(chunk, default, entries);
            changed += Change(entries, upTo, change).Count;
            writer.Add(entries);
        }
        before(first, changed);
        writer.Finish(options.Reached, replaces: true);
        options.Reached(SealPoint.Rewritten);
        return changed;
    }

    private long RewriteRows(Position upTo, Func<Entry, (EntryKind, ReadOnlyMemory<byte>)?> change, Action<Position, long> before)
    {
        var (changed, entries) = (0L, new List<Entry>());
        for (var after = new Position(Math.Max(journal.Sealed.Value, journal.First.Value - 1)); after < upTo; after = entries[^1].Position)
        {
            entries.Clear();
            journal.ReadBlock(after, entries);
            var (inBlock, first) = Change(entries, upTo, change);
            if (inBlock == 0) continue;
            before(first, inBlock);
            appender.Replace(entries[0].Position.Value, entries[0].At, entries);
            changed += inBlock;
            options.Reached(SealPoint.Rewritten);
        }
        return changed;
    }

    private static (long Count, Position First) Change(List<Entry> entries, Position upTo, Func<Entry, (EntryKind, ReadOnlyMemory<byte>)?> change)
    {
        var (changed, first) = (0L, default(Position));
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Position > upTo || change(entries[i]) is not var (kind, payload)) continue;
            if (changed == 0) first = entries[i].Position;
            entries[i] = entries[i] with { Kind = kind, Payload = payload };
            changed++;
        }
        return (changed, first);
    }
}
