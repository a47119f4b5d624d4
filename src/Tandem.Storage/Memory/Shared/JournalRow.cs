using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Memory.Shared;

/// <summary>Some entries of one shard that were accepted together.</summary>
internal sealed class JournalRow(long id, ShardId shard, Arrival[] arrivals, bool isSent)
{
    /// <summary>Given when it is put in, not when it becomes visible.</summary>
    public long Id => id;

    public ShardId Shard => shard;

    public int Count => arrivals.Length;

    /// <summary>Whether a shard sent it, and nobody from outside.</summary>
    public bool IsSent => isSent;

    /// <summary>The position of its first entry; null while it waits.</summary>
    public Position? First { get; set; }

    public Instant At { get; set; }

    public IEnumerable<Entry> Entries(Position first, Instant at) =>
        arrivals.Select((arrival, index) => new Entry(shard, new(first.Value + index), at, arrival.Kind, arrival.Payload));
}
