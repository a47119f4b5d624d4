using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Journal;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Backups;

/// <summary>Puts a backup's entries where the journal of a folder has them: what is folded into sealed parts, as much as fills one, and the rest into rows.</summary>
internal sealed class JournalRows : RestoredFile
{
    private const long PartBytes = 64 << 20;

    private readonly string folder;
    private readonly Position folded;
    private readonly Position last;
    private readonly ByteWriter block = new(JournalBlock.TargetSize * 2), tally = new();
    private readonly int[] counts;
    private readonly List<Entry> some = [];
    private PartWriter? part;
    private Instant blockAt;
    private long inPart, first, next;

    public JournalRows(SqliteFile file, string folder, BackupHeader header) : base(file)
    {
        (this.folder, folded, last, counts) = (folder, header.Folded, header.Last, new int[header.Shards]);
        (first, next) = (header.First.Value, header.First.Value);
        Row();
        Record("first", header.First.Value);
    }

    /// <exception cref="BackupRefusedException">A position is missing.</exception>
    public void Write(ReadOnlyMemory<byte> records)
    {
        foreach (var record in new RecordReader(records))
        {
            var entry = StoredEntry.Read(record);
            if (entry.Position.Value != next) throw new BackupRefusedException($"The backup has position {entry.Position} of the journal where {next} should be.");
            if ((uint)entry.Shard.Value >= (uint)counts.Length) throw new BackupRefusedException($"Position {entry.Position} of the journal is of shard {entry.Shard}, and there are {counts.Length}.");
            next++;
            if (entry.Position <= folded) Seal(entry);
            else Append(entry);
        }
        // Payloads are parts of the records.
        Flush();
    }

    /// <summary>Writes what is left.</summary>
    public void Finish()
    {
        FinishPart();
        EndBlock();
        if (next != last.Value + 1) throw new BackupRefusedException($"The backup has the journal up to position {next - 1}, and should have it up to {last}.");
    }

    public override void Dispose()
    {
        part?.Dispose();
        base.Dispose();
    }

    private void Seal(in Entry entry)
    {
        part ??= new(folder, entry.Position, PartFormat.ChunkSize);
        some.Add(entry);
        inPart += entry.Payload.Length;
        if (inPart >= PartBytes) FinishPart();
    }

    private void Flush()
    {
        if (some.Count > 0) part!.Add(some);
        some.Clear();
    }

    /// <summary>Said to be sealed only where it has its name: until the restore is over nothing else counts.</summary>
    private void FinishPart()
    {
        if (part is null) return;
        Flush();
        var sealedTo = part.Range.Last.Value;
        part.Finish(_ => { });
        part.Dispose();
        (part, inPart, first) = (null, 0, sealedTo + 1);
        Row();
        Record("sealed", sealedTo);
    }

    private void Append(in Entry entry)
    {
        FinishPart();
        if (block.Length > 0 && entry.At != blockAt) EndBlock();
        if (block.Length == 0) JournalBlock.Begin(block, blockAt = entry.At);
        JournalBlock.Add(block, new(entry.Shard, entry.Kind, entry.Payload));
        counts[entry.Shard.Value]++;
        if (block.Length >= JournalBlock.TargetSize) EndBlock();
    }

    /// <summary>Up to before the next entry to come, or with it where it is the last.</summary>
    private void EndBlock()
    {
        if (block.Length == 0) return;
        JournalBlock.End(block, first);
        JournalBlock.Tally(tally, counts, first);
        var count = counts.Sum();
        Array.Clear(counts);
        Row();
        File.Prepare("INSERT INTO journal(position, count, tally, bytes) VALUES(?, ?, ?, ?)").Begin().Bind(1, first).Bind(2, count).Bind(3, tally.Span).Bind(4, block.Span).Run();
        block.Clear();
        first += count;
    }

    private void Record(string name, long value) => File.Prepare("INSERT OR REPLACE INTO workspace(name, value) VALUES(?, ?)").Begin().Bind(1, name).Bind(2, value).Run();
}
