using Tandem.Primitives;

namespace Tandem.Engine.Dispositions;

/// <summary>Gathers the dispositions of one shard from checkpoint to checkpoint. Not thread-safe.</summary>
internal sealed class DispositionLog
{
    private readonly ByteWriter bytes = new(1024);
    private long last, firstEntry, lastEntry;

    /// <summary>Notes one. They come in the order of the entries with which they were decided.</summary>
    public void Add(in Disposition disposition)
    {
        var (folded, entry) = (disposition.Folded.Value, disposition.Entry.Value);
        if (bytes.Length == 0)
        {
            bytes.Byte(DispositionChunk.Format);
            (last, firstEntry, lastEntry) = (0, entry, entry);
        }
        bytes.Varint((ulong)(folded - last));
        bytes.Byte((byte)disposition.Kind);
        bytes.Signed(folded - entry);
        bytes.Fixed64((ulong)disposition.Customer.Value);
        last = folded;
        if (entry < firstEntry) firstEntry = entry;
        if (entry > lastEntry) lastEntry = entry;
    }

    /// <summary>All since <see cref="Clear"/>; null for none. The bytes are valid until then.</summary>
    public DispositionChunk? Chunk => bytes.Length == 0 ? null : new(new(last), new(firstEntry), new(lastEntry), bytes.Memory);

    public void Clear() => bytes.Clear();
}
