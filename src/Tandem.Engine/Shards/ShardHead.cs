using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>What a shard knows of itself besides its entities. Part of every checkpoint.</summary>
public sealed class ShardHead
{
    private const byte Format = 1;

    /// <summary>The last folded entry and its time.</summary>
    public Position Position { get; set; }

    public Instant At { get; set; }

    public int Ruleset { get; set; }

    /// <summary>The version of the engine that folds since the last entry that said so; 0 before the first.</summary>
    public int EngineVersion { get; set; }

    /// <summary>The ruleset under which every customer of the shard has been looked at.</summary>
    public int Swept { get; set; }

    // The number of the last message to each shard, and of the last folded one from each.
    private Dictionary<int, long> Sent { get; } = [];

    private Dictionary<int, long> Received { get; } = [];

    /// <summary>Messages sent and folded in all.</summary>
    public long AllSent { get; private set; }

    public long AllReceived { get; private set; }

    public Counts Counts { get; } = new();

    /// <summary>The number of the last folded message of a shard; 0 before the first.</summary>
    public long LastFrom(ShardId shard) => Received.GetValueOrDefault(shard.Value);

    /// <summary>The next number for a message to a shard.</summary>
    public long NextTo(ShardId shard)
    {
        AllSent++;
        return Sent[shard.Value] = Sent.GetValueOrDefault(shard.Value) + 1;
    }

    /// <summary>Remembers that a message of this number was folded.</summary>
    public void Got(ShardId from, long number)
    {
        AllReceived++;
        Received[from.Value] = number;
    }

    public byte[] ToBytes()
    {
        var to = new ByteWriter(1024);
        to.Byte(Format);
        to.Varint((ulong)Position.Value);
        to.Signed(At.Micros);
        to.Varint((ulong)Ruleset);
        to.Varint((ulong)Swept);
        Write(to, Sent);
        Write(to, Received);
        Counts.Write(to);
        to.Varint((ulong)EngineVersion);
        return to.ToArray();
    }

    public static ShardHead Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return new();
        var from = new ByteReader(bytes);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"A shard head of format {format}; this version reads {Format}.");
        var head = new ShardHead { Position = new((long)from.Varint()), At = new(from.Signed()), Ruleset = (int)from.Varint(), Swept = (int)from.Varint() };
        ReadInto(ref from, head.Sent);
        ReadInto(ref from, head.Received);
        head.Counts.ReadInto(ref from);
        // Heads that were written before versions were entries end here.
        if (!from.AtEnd) head.EngineVersion = (int)from.Varint();
        (head.AllSent, head.AllReceived) = (head.Sent.Values.Sum(), head.Received.Values.Sum());
        return head;
    }

    private static void Write(ByteWriter to, Dictionary<int, long> numbers)
    {
        to.Varint((ulong)numbers.Count);
        foreach (var (shard, number) in numbers.OrderBy(pair => pair.Key))
        {
            to.Varint((ulong)shard);
            to.Varint((ulong)number);
        }
    }

    private static void ReadInto(ref ByteReader from, Dictionary<int, long> numbers)
    {
        for (var n = from.Count(); n > 0; n--) numbers[(int)from.Varint()] = (long)from.Varint();
    }
}
