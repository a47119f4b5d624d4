using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>
/// A customer's history in the order in which the engine learned of it. The newest 200 to 400 items are part of the
/// state, in stored form; older ones leave in chunks of 200.
/// </summary>
public sealed class Timeline
{
    public const int ChunkSize = 200;

    private ByteWriter items = new(64);
    private int secondChunkAt;

    /// <summary>Items in the state.</summary>
    public int Count { get; private set; }

    /// <summary>Chunks that have left so far; their numbers are 1 to this.</summary>
    public int Chunks { get; private set; }

    /// <summary>Adds an item; answers the chunk that must be stored because of it, or no bytes.</summary>
    public ReadOnlyMemory<byte> Add(in TimelineItem item)
    {
        var chunk = ReadOnlyMemory<byte>.Empty;
        if (Count == 2 * ChunkSize)
        {
            chunk = items.Span[..secondChunkAt].ToArray();
            var rest = new ByteWriter(items.Length);
            rest.Raw(items.Span[secondChunkAt..]);
            items = rest;
            Count = ChunkSize;
            Chunks++;
            secondChunkAt = items.Length;
        }
        item.Write(items);
        if (++Count == ChunkSize) secondChunkAt = items.Length;
        return chunk;
    }

    /// <summary>The same history without the items in the state: its chunks stay, and go on being counted.</summary>
    public Timeline Emptied() => new() { Chunks = Chunks };

    /// <summary>The items in the state, oldest first.</summary>
    public List<TimelineItem> Items() => Decode(items.Span);

    /// <summary>A chunk's items, oldest first.</summary>
    public static List<TimelineItem> Decode(ReadOnlySpan<byte> chunk)
    {
        var decoded = new List<TimelineItem>();
        var from = new ByteReader(chunk);
        while (!from.AtEnd) decoded.Add(TimelineItem.Read(ref from));
        return decoded;
    }

    public void Write(ByteWriter to)
    {
        to.Varint((ulong)Count);
        to.Varint((ulong)Chunks);
        to.Varint((ulong)secondChunkAt);
        to.Bytes(items.Span);
    }

    public static Timeline Read(ref ByteReader from)
    {
        var timeline = new Timeline
        {
            Count = (int)from.Varint(),
            Chunks = (int)from.Varint(),
            secondChunkAt = (int)from.Varint(),
        };
        var bytes = from.Bytes();
        timeline.items = new(bytes.Length + 32);
        timeline.items.Raw(bytes);
        return timeline;
    }
}
