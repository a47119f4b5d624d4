using System.Text;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>Walks through the index of a chunk, entry by entry.</summary>
internal ref struct PartIndexReader
{
    private readonly int end;
    private ByteReader from;
    private int read;

    /// <param name="section">Checked already.</param>
    public PartIndexReader(ReadOnlySpan<byte> section, in PartChunk chunk)
    {
        (end, At, Position) = (chunk.Count, chunk.At, new(chunk.First.Value - 1));
        from = new(section);
        Names = new string[from.Count()];
        for (var i = 0; i < Names.Length; i++) Names[i] = Encoding.UTF8.GetString(from.Bytes());
    }

    /// <summary>The names of the chunk's interactions.</summary>
    public string[] Names { get; }

    public Position Position { get; private set; }

    public Instant At { get; private set; }

    public ShardId Shard { get; private set; }

    public EntryKind Kind { get; private set; }

    /// <summary>Where the payload begins in the chunk's payloads.</summary>
    public int Offset { get; private set; }

    public int Length { get; private set; }

    /// <summary>The number of the interaction's name in <see cref="Names"/>; -1 where the payload could not be read when it was sealed, and for other kinds.</summary>
    public int Name { get; private set; }

    public Instant Timestamp { get; private set; }

    public bool MoveNext()
    {
        if (read == end) return false;
        read++;
        Position = new(Position.Value + 1);
        At = new(At.Micros + (long)from.Varint());
        Shard = new((int)from.Varint());
        var kind = from.Byte();
        Kind = (EntryKind)(kind & ~PartIndex.HasHead);
        Offset += Length;
        Length = (int)from.Varint();
        Name = -1;
        if ((kind & PartIndex.HasHead) == 0) return true;
        Name = (int)from.Varint();
        Timestamp = new(unchecked(At.Micros + from.Signed()));
        return true;
    }
}
