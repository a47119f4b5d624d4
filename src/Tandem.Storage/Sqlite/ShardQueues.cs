using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// What waits for each shard. A shard normally follows: every entry that becomes durable goes into its queue in memory,
/// with its parsed form. After a start, or when too much is in memory, it is behind: its queue holds a beginning of what
/// waits, and the rest is read from the journal when the queue is empty. One reading feeds all shards that are behind at
/// that place, so that a backlog is read about once, not once for each shard; a shard whose queue is full is left out
/// and reads again from where it stands when its turn comes. A shard that has read up to the end follows again.
/// Thread-safe.
/// </summary>
internal sealed class ShardQueues
{
    private readonly JournalFile journal;
    private readonly int maxInMemory;
    private readonly long maxBytesInMemory;
    private readonly int fill;
    private readonly Shard[] shards;
    private readonly Lock gate = new();
    private readonly Lock reading = new();
    private long waiting, folded, bytesInMemory;
    private int inMemory;

    /// <param name="positions">Each shard's last checkpoint.</param>
    /// <param name="folded">Up to here no shard has anything that is not in its last checkpoint.</param>
    public ShardQueues(JournalFile journal, IReadOnlyList<long> positions, long folded, int maxInMemory, long maxBytesInMemory)
    {
        this.journal = journal;
        this.folded = folded;
        (this.maxInMemory, this.maxBytesInMemory) = (maxInMemory, maxBytesInMemory);
        fill = Math.Max(256, maxInMemory / 2 / positions.Count);
        shards = [.. journal.After([.. positions.Select(position => Math.Max(position, folded))])
            .Select((backlog, shard) => new Shard { Taken = positions[shard], Checkpoint = positions[shard], Waiting = backlog.Count, ReadTo = backlog.ReadFrom })];
        waiting = shards.Sum(shard => shard.Waiting);
        Array.ForEach(shards, shard => shard.Behind = shard.Waiting > 0);
    }

    public long Waiting => Volatile.Read(ref waiting);

    /// <summary>What the waiting entries that are in memory take there: their payloads.</summary>
    public long BytesInMemory => Volatile.Read(ref bytesInMemory);

    public long WaitingFor(ShardId shard)
    {
        lock (gate) return shards[shard.Value].Waiting;
    }

    /// <summary>The time of the entry that is taken next; null where none waits or it is not read yet.</summary>
    public Instant? OldestWaiting(ShardId shard)
    {
        lock (gate) return shards[shard.Value].Entries.TryPeek(out var next) ? next.At : null;
    }

    /// <summary>
    /// Up to here every shard's entries are in its checkpoint. A shard to which nothing happens holds it up only while
    /// something waits for it.
    /// </summary>
    public Position Folded
    {
        get
        {
            lock (gate) return new(Math.Max(folded, shards.Min(shard => shard.Waiting == 0 && shard.Taken <= shard.Checkpoint ? journal.Last.Value : shard.Checkpoint)));
        }
    }

    /// <summary>Says that a shard made a checkpoint.</summary>
    public void Committed(ShardId id, Position position)
    {
        lock (gate) shards[id.Value].Checkpoint = position.Value;
    }

    /// <summary>Says that <see cref="Folded"/> was this and is stored, so that shards need not look for entries before it.</summary>
    public void Marked(Position upTo)
    {
        lock (gate) folded = Math.Max(folded, upTo.Value);
    }

    /// <summary>
    /// Hands out entries that have just become durable. The journal's end moves in the same moment, so that nobody counts
    /// an entry both as there and as coming.
    /// </summary>
    public void Publish(List<Entry> entries)
    {
        if (entries.Count == 0) return;
        lock (gate)
        {
            foreach (var entry in entries)
            {
                var shard = shards[entry.Shard.Value];
                shard.Waiting++;
                if (!shard.Behind && (inMemory >= maxInMemory || bytesInMemory >= maxBytesInMemory)) (shard.Behind, shard.ReadTo) = (true, entry.Position.Value - 1);
                if (shard.Behind) continue;
                shard.Entries.Enqueue(entry);
                inMemory++;
                bytesInMemory += entry.Payload.Length;
            }
            waiting += entries.Count;
            journal.Advance(entries[^1].Position, entries[^1].At);
        }
    }

    /// <exception cref="InvalidDataException">The journal is damaged where the shard stands; nothing is skipped.</exception>
    public int Take(ShardId id, List<Entry> into, int max)
    {
        var shard = shards[id.Value];
        while (true)
        {
            lock (gate)
            {
                if (shard.Entries.Count > 0) return Dequeue(shard, into, max);
                if (!shard.Behind) return 0;
            }
            lock (reading) Refill(shard);
        }
    }

    /// <summary>Goes back to a position, so that what was taken after it is given again.</summary>
    public void Rewind(ShardId id, Position position)
    {
        lock (gate)
        {
            var shard = shards[id.Value];
            if (shard.Taken <= position.Value) return;
            var backlog = journal.After([.. Enumerable.Repeat(Math.Max(folded, position.Value), shards.Length)])[id.Value];
            waiting += backlog.Count - shard.Waiting;
            inMemory -= shard.Entries.Count;
            foreach (var entry in shard.Entries) bytesInMemory -= entry.Payload.Length;
            shard.Entries.Clear();
            (shard.Taken, shard.Waiting, shard.ReadTo, shard.Behind) = (position.Value, backlog.Count, backlog.ReadFrom, true);
        }
    }

    private int Dequeue(Shard shard, List<Entry> into, int max)
    {
        var count = Math.Min(max, shard.Entries.Count);
        for (var i = 0; i < count; i++)
        {
            var entry = shard.Entries.Dequeue();
            bytesInMemory -= entry.Payload.Length;
            into.Add(entry);
        }
        if (count == 0) return 0;
        shard.Taken = into[^1].Position.Value;
        shard.Waiting -= count;
        waiting -= count;
        inMemory -= count;
        return count;
    }

    private void Refill(Shard shard)
    {
        var entries = new List<Entry>();
        while (true)
        {
            long after;
            lock (gate)
            {
                // Another shard's reading may have filled this one meanwhile.
                if (shard.Waiting == shard.Entries.Count) shard.Behind = false;
                if (!shard.Behind || shard.Entries.Count >= fill) return;
                after = shard.ReadTo;
            }
            entries.Clear();
            journal.ReadBlock(new(after), entries);
            Feed(entries, after);
        }
    }

    private void Feed(List<Entry> block, long after)
    {
        lock (gate)
        {
            var end = block[^1].Position.Value;
            foreach (var shard in shards)
                shard.Fed = shard.Behind && shard.ReadTo >= after && shard.ReadTo < end && shard.Entries.Count < fill;
            foreach (var entry in block)
            {
                var shard = shards[entry.Shard.Value];
                if (!shard.Fed || entry.Position.Value <= shard.ReadTo) continue;
                shard.Entries.Enqueue(entry);
                inMemory++;
                bytesInMemory += entry.Payload.Length;
            }
            foreach (var shard in shards)
            {
                if (!shard.Fed) continue;
                shard.ReadTo = end;
                if (shard.Waiting == shard.Entries.Count) shard.Behind = false;
            }
        }
    }

    private sealed class Shard
    {
        public readonly Queue<Entry> Entries = [];

        /// <summary>The position of the last entry that was taken.</summary>
        public long Taken;

        /// <summary>The position of the last checkpoint.</summary>
        public long Checkpoint;

        /// <summary>Durable and not taken.</summary>
        public long Waiting;

        /// <summary>Not all that waits is in <see cref="Entries"/>: what is after <see cref="ReadTo"/> must be read.</summary>
        public bool Behind;

        public long ReadTo;

        /// <summary>Takes part in the reading under way.</summary>
        public bool Fed;
    }
}
