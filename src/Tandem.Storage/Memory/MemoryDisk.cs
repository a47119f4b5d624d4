using Tandem.Engine.Dispositions;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Memory;

/// <summary>What survives a crash of a <see cref="MemoryStore"/>. Stores use it one after another, never two at once.</summary>
public sealed class MemoryDisk
{
    private readonly Dictionary<string, long> effects = [];
    private long lastEffect;

    /// <summary>While set, every write fails as on a full disk.</summary>
    public bool IsFull { get; set; }

    /// <summary>Takes the journal's entries up to a position away, as retention does. They must be behind all checkpoints.</summary>
    public void Shorten(Position upTo)
    {
        Journal.RemoveRange(0, (int)(upTo.Value - First.Value + 1));
        First = new(upTo.Value + 1);
    }

    /// <summary>A disk with the same journal on which no checkpoint was ever made: for folding everything again.</summary>
    /// <exception cref="InvalidOperationException">The journal does not go back to its beginning.</exception>
    public MemoryDisk WithoutCheckpoints()
    {
        if (First.Value > 1) throw new InvalidOperationException($"The journal begins at {First}, so it cannot be folded from nothing.");
        var copy = new MemoryDisk();
        foreach (var entry in Journal) copy.Append(new(entry.Shard, entry.Kind, entry.Payload), entry.At);
        return copy;
    }

    /// <summary>What is kept, from <see cref="First"/> on.</summary>
    internal List<Entry> Journal { get; } = [];

    internal Position First { get; private set; } = new(1);

    /// <summary>The journal's entries by shard.</summary>
    internal Dictionary<ShardId, List<Entry>> Lanes { get; } = [];

    internal SortedDictionary<EntityId, StateRow> States { get; } = [];

    internal Dictionary<Identity, EntityId> Identities { get; } = [];

    internal SortedDictionary<(ShardId Shard, EntityId Id), Instant> Timers { get; } = new(Comparer<(ShardId Shard, EntityId Id)>.Create(
        (left, right) => (left.Shard.Value, left.Id).CompareTo((right.Shard.Value, right.Id))));

    internal SortedDictionary<(EntityId Id, int Number), ReadOnlyMemory<byte>> Timeline { get; } = [];

    internal List<DispositionChunk> Dispositions { get; } = [];

    internal Dictionary<(ShardId Shard, string Name), decimal> Counts { get; } = [];

    internal SortedDictionary<long, EffectRow> Outbox { get; } = [];

    internal Dictionary<ShardId, (Position Position, ReadOnlyMemory<byte> Head)> Shards { get; } = [];

    internal Position Last => new(First.Value + Journal.Count - 1);

    /// <summary>Puts another entry in the place of one that is there.</summary>
    internal void Replace(in Entry entry)
    {
        var position = entry.Position;
        Journal[(int)(position.Value - First.Value)] = entry;
        var lane = Lanes[entry.Shard];
        lane[lane.FindIndex(known => known.Position == position)] = entry;
    }

    internal void Append(in Arrival arrival, Instant at)
    {
        var entry = new Entry(arrival.Shard, new(Last.Value + 1), at, arrival.Kind, arrival.Payload, arrival.Parsed);
        Journal.Add(entry);
        if (!Lanes.TryGetValue(entry.Shard, out var lane)) Lanes[entry.Shard] = lane = [];
        lane.Add(entry);
    }

    internal void Apply(ShardId shard, Checkpoint checkpoint)
    {
        foreach (var row in checkpoint.States)
        {
            if (row.Profile.IsEmpty && row.Work.IsEmpty) States.Remove(row.Id);
            else States[row.Id] = row with { Profile = row.Profile.ToArray(), Work = row.Work.ToArray() };
        }
        foreach (var row in checkpoint.Identities)
        {
            if (row.Owner.IsNobody) Identities.Remove(row.Identity);
            else Identities[row.Identity] = row.Owner;
        }
        foreach (var row in checkpoint.Timers)
        {
            if (row.Due is { } due) Timers[(shard, row.Id)] = due;
            else Timers.Remove((shard, row.Id));
        }
        foreach (var row in checkpoint.Timeline) Timeline[(row.Id, row.Number)] = row.Bytes.ToArray();
        foreach (var key in Timeline.Keys.Where(key => checkpoint.Gone.Contains(key.Id)).ToList()) Timeline.Remove(key);
        foreach (var row in checkpoint.Counts)
        {
            if (row.Value == 0) Counts.Remove((shard, row.Name));
            else Counts[(shard, row.Name)] = row.Value;
        }
        if (checkpoint.Dispositions is { } dispositions) Dispositions.Add(dispositions with { Bytes = dispositions.Bytes.ToArray() });
        foreach (var effect in checkpoint.Effects)
            if (effects.TryAdd(effect.Key, lastEffect + 1))
                Outbox[++lastEffect] = effect with { Payload = effect.Payload.ToArray() };
        foreach (var key in checkpoint.EffectsDone)
            if (effects.Remove(key, out var number))
                Outbox.Remove(number);
        foreach (var (number, effect) in Outbox.Where(one => checkpoint.Gone.Contains(one.Value.Customer)).ToList())
        {
            Outbox.Remove(number);
            effects.Remove(effect.Key);
        }
        Shards[shard] = (checkpoint.Position, checkpoint.Head.ToArray());
    }
}
