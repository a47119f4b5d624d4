using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>What a shard knows of itself besides its entities. Part of every checkpoint.</summary>
public sealed class ShardHead
{
    private const byte Format = 2;

    /// <summary>So many names of events are told apart; all further ones are one.</summary>
    private const int MaxEventNames = 5_000;

    /// <summary>The last folded entry and its time.</summary>
    public Position Position { get; set; }

    public Instant At { get; set; }

    public int Ruleset { get; set; }

    /// <summary>The version of the engine that folds since the last entry that said so; 0 before the first.</summary>
    public int EngineVersion { get; set; }

    /// <summary>Counts up whenever what segments say may change without anything happening to a customer: with a new ruleset, and when the past of aggregates is whole.</summary>
    public int Epoch { get; set; }

    /// <summary>The epoch for which every customer of the shard has been looked at.</summary>
    public int Swept { get; private set; }

    // A walk under way: the epoch, and how far it is.
    private (int Epoch, EntityId UpTo) sweeping;

    /// <summary>The epoch for which a customer was decided last: a restatement that changes nothing is not stored with the customer.</summary>
    /// <param name="own">What is stored with the customer.</param>
    public int EpochOf(EntityId customer, int own) =>
        own == Customer.NeverDecided ? own : Math.Max(own, customer.CompareTo(sweeping.UpTo) <= 0 ? sweeping.Epoch : Swept);

    /// <summary>Notes that customers were looked at.</summary>
    internal void Sweep(Restatement restatement)
    {
        if (restatement.Epoch <= Swept || restatement.Epoch < sweeping.Epoch) return;
        if (restatement.Complete) (Swept, sweeping) = (restatement.Epoch, default);
        else if (restatement.Epoch > sweeping.Epoch || restatement.UpTo.CompareTo(sweeping.UpTo) > 0) sweeping = (restatement.Epoch, restatement.UpTo);
    }

    /// <summary>The aggregates that the shard keeps.</summary>
    public AggregateLedger Aggregates { get; } = new();

    /// <summary>
    /// Pieces of customers' pasts that this shard sent on or parked, and customers that it gave back, less those that it
    /// folded having got them so. Summed over all shards: those that are on their way.
    /// </summary>
    public long OpenPieces { get; set; }

    // How often each event happened here. Names come from outside, so that their number is bounded.
    private Dictionary<string, long> Events { get; } = new(StringComparer.Ordinal);

    private bool hasOtherEvents;

    // The number of the last message to each shard, and of the last folded one from each.
    private Dictionary<int, long> Sent { get; } = [];

    private Dictionary<int, long> Received { get; } = [];

    /// <summary>Messages sent and folded in all.</summary>
    public long AllSent { get; private set; }

    public long AllReceived { get; private set; }

    public Counts Counts { get; } = new();

    /// <summary>How often what was folded in this shard happened, by name; names beyond the first 5,000 are left out.</summary>
    public IReadOnlyDictionary<string, long> EventCounts => Events;

    /// <summary>Whether an event of this name may have been folded in this shard.</summary>
    public bool MayHaveSeen(string eventName) => hasOtherEvents || Events.ContainsKey(eventName);

    internal void Saw(string eventName)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(Events, eventName);
        if (!Unsafe.IsNullRef(ref count)) count++;
        else if (Events.Count < MaxEventNames) Events[Texts.Shared(eventName)] = 1;
        else hasOtherEvents = true;
    }

    /// <summary>Notes that a customer of this shard has events that were folded elsewhere.</summary>
    /// <param name="others">Whether there may be further names.</param>
    internal void MayHave(IEnumerable<string> eventNames, bool others)
    {
        hasOtherEvents |= others;
        foreach (var name in eventNames) MayHave(name);
    }

    private void MayHave(string eventName)
    {
        if (Events.ContainsKey(eventName)) return;
        if (Events.Count < MaxEventNames) Events[Texts.Shared(eventName)] = 0;
        else hasOtherEvents = true;
    }

    /// <summary>The number of the last folded message of a shard; 0 before the first.</summary>
    public long LastFrom(ShardId shard) => Received.GetValueOrDefault(shard.Value);

    /// <summary>The next number for a message to a shard.</summary>
    public long NextTo(ShardId shard)
    {
        AllSent++;
        return Sent[shard.Value] = Sent.GetValueOrDefault(shard.Value) + 1;
    }

    /// <summary>The number of the last message to a shard; 0 before the first.</summary>
    public long LastTo(ShardId shard) => Sent.GetValueOrDefault(shard.Value);

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
        to.Varint((ulong)Epoch);
        to.Varint((ulong)Swept);
        to.Varint((ulong)sweeping.Epoch);
        to.Fixed64((ulong)sweeping.UpTo.Value);
        to.Varint((ulong)EngineVersion);
        Aggregates.Write(to);
        to.Signed(OpenPieces);
        to.Bool(hasOtherEvents);
        to.Varint((ulong)Events.Count);
        foreach (var (name, count) in Events.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            to.Text(name);
            to.Varint((ulong)count);
        }
        Write(to, Sent);
        Write(to, Received);
        Counts.Write(to);
        return to.ToArray();
    }

    public static ShardHead Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return new();
        var from = new ByteReader(bytes);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"A shard head of format {format}; this version reads {Format}.");
        var head = new ShardHead
        {
            Position = new((long)from.Varint()),
            At = new(from.Signed()),
            Ruleset = (int)from.Varint(),
            Epoch = (int)from.Varint(),
            Swept = (int)from.Varint(),
            sweeping = ((int)from.Varint(), new((long)from.Fixed64())),
            EngineVersion = (int)from.Varint(),
        };
        head.Aggregates.ReadInto(ref from);
        head.OpenPieces = from.Signed();
        head.hasOtherEvents = from.Bool();
        for (var n = from.Count(); n > 0; n--) head.Events[Texts.Shared(from.Text())] = (long)from.Varint();
        ReadInto(ref from, head.Sent);
        ReadInto(ref from, head.Received);
        head.Counts.ReadInto(ref from);
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
