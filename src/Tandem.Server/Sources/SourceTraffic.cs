using System.Collections.Immutable;
using System.Threading.Channels;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>
/// What one source has been sending: counters for people, its newest interactions, and who watches. Thread-safe. The
/// counters are of all processes and are saved now and then, so after a kill they may lack the last seconds; nothing is
/// decided by them. The rest is of this process.
/// </summary>
public sealed class SourceTraffic(TimeProvider clock, SourceCounts saved)
{
    /// <summary>How many interactions are kept to look at.</summary>
    public const int Kept = 200;

    // A watcher that cannot follow sees the newest.
    private static readonly BoundedChannelOptions Watching = new(1_000) { FullMode = BoundedChannelFullMode.DropOldest };

    private readonly Lock gate = new();
    private readonly LiveItem.Accepted?[] ring = new LiveItem.Accepted?[Kept];
    private readonly RateMeter rate = new();
    private ImmutableArray<Channel<LiveItem>> watchers = [];
    private SourceCounts stored = saved, unsaved;
    private long ringAt;

    public SourceCounts Counts
    {
        get
        {
            lock (gate) return stored.With(unsaved);
        }
    }

    /// <summary>What came to this process and is not saved yet.</summary>
    public SourceCounts Unsaved
    {
        get
        {
            lock (gate) return unsaved;
        }
    }

    /// <summary>Interactions a second over the last seconds of real time, whatever the workspace's clock does; in all processes.</summary>
    public double PerSecond
    {
        get
        {
            lock (gate) return rate.PerSecond(Second);
        }
    }

    /// <summary>The newest interactions first.</summary>
    public IReadOnlyList<LiveItem.Accepted> Recent(int max)
    {
        lock (gate)
        {
            var recent = new List<LiveItem.Accepted>();
            for (var i = 1; i <= Math.Min(max, Kept) && ring[(ringAt + Kept - i) % Kept] is { } item; i++) recent.Add(item);
            return recent;
        }
    }

    /// <summary>Forgets some of the newest interactions, of somebody who was erased.</summary>
    /// <returns>How many there were.</returns>
    public int Forget(Func<Interaction, bool> isTheirs)
    {
        lock (gate)
        {
            var kept = Recent(Kept).Where(item => !isTheirs(item.Interaction)).Reverse().ToList();
            var count = ring.Count(item => item is not null) - kept.Count;
            Array.Clear(ring);
            ringAt = 0;
            foreach (var item in kept) ring[ringAt++ % Kept] = item;
            return count;
        }
    }

    /// <param name="shardCount">Of the workspace.</param>
    public void Accepted(IReadOnlyList<AcceptedItem> items, Receipt token, Instant at, int shardCount)
    {
        lock (gate)
        {
            unsaved = unsaved.With(new(items.Count, 0, at));
            rate.Add(Second, items.Count);
            for (var i = Math.Max(0, items.Count - Kept); i < items.Count; i++)
            {
                var live = new LiveItem.Accepted(items[i].Interaction, token, ItemId.Of(items[i].Interaction, token, items.Count, shardCount));
                ring[ringAt++ % Kept] = live;
                Publish(live);
            }
        }
    }

    public void Rejected(IReadOnlyList<Reject> rejects, Instant at)
    {
        lock (gate)
        {
            unsaved = unsaved.With(new(0, rejects.Count, at));
            foreach (var reject in rejects) Publish(new LiveItem.Refused(reject));
        }
    }

    /// <summary>Tells what all processes have saved.</summary>
    /// <param name="now">With what was saved of this one.</param>
    /// <param name="own">How much of it is this one's and was not saved before.</param>
    public void Saved(SourceCounts now, SourceCounts own)
    {
        lock (gate)
        {
            rate.Add(Second, (int)Math.Max(0, now.Accepted - stored.Accepted - own.Accepted));
            (stored, unsaved) = (now, unsaved.Without(own));
        }
    }

    /// <summary>What comes from now on, until it is disposed; some are left out where more come than the reader takes.</summary>
    public SourceWatch Watch()
    {
        var channel = Channel.CreateBounded<LiveItem>(Watching);
        lock (gate) watchers = watchers.Add(channel);
        return new(channel.Reader, () =>
        {
            lock (gate) watchers = watchers.Remove(channel);
        });
    }

    private void Publish(LiveItem item)
    {
        foreach (var watcher in watchers) watcher.Writer.TryWrite(item);
    }

    private long Second => clock.GetTimestamp() / clock.TimestampFrequency;
}
