using System.Buffers.Binary;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>Takes the records of a part one after another: each is begun, written and ended. Used by one thread at a time.</summary>
public abstract class RecordWriter
{
    /// <summary>Before each record stands its length.</summary>
    internal const int LengthSize = 4;

    private readonly ByteWriter records = new(1 << 16);
    private long count, bytes;
    private UInt128 hash;
    private int start;

    /// <summary>Begins a record, to be written there.</summary>
    public ByteWriter Begin()
    {
        start = records.Leave(LengthSize);
        return records;
    }

    /// <summary>Ends a record.</summary>
    public void End()
    {
        var record = records.Span[(start + LengthSize)..];
        BinaryPrimitives.WriteInt32LittleEndian(records.Left(start, LengthSize), record.Length);
        count++;
        bytes += record.Length;
        hash = unchecked(hash + PartTally.HashOf(record));
        Ended(records);
    }

    /// <summary>What was written since the last time this was asked.</summary>
    protected PartTally Take(BackupPart part)
    {
        var tally = new PartTally(part, count, bytes, hash);
        (count, bytes, hash) = (0, 0, 0);
        return tally;
    }

    /// <summary>One was added to the records, which may be taken away now.</summary>
    protected abstract void Ended(ByteWriter records);
}
