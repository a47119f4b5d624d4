using Tandem.Engine.Journal;
using Tandem.Engine.Running;

namespace Tandem.Engine.Backfill;

/// <summary>Walks through all customers of a shard, so that each is decided anew: a page, and the next when it is folded.</summary>
internal sealed class ShardWalk(IShardView shard, IInbox inbox, int customersPerPage)
{
    /// <summary>So many pages' ids are asked for at once: the store sorts what it has for each question.</summary>
    private const int PagesAtOnce = 32;

    private readonly Sending sending = new(inbox, shard);
    private CustomerPage found;
    private int epoch, sent;
    private bool isWalking;

    /// <summary>0 or 1: how many customers there are is not counted before.</summary>
    public double Progress { get; private set; } = 1;

    public bool Step()
    {
        if (sending.Retry()) return true;
        if (!sending.IsOver) return false;
        var (now, swept) = shard.Read(state => (state.Head.Epoch, state.Head.Swept));
        Progress = swept >= now ? 1 : 0;
        if (swept >= now)
        {
            isWalking = false;
            return false;
        }
        if (!isWalking || epoch != now)
        {
            // Whoever comes later is decided under the new rules at once; whoever was there before is stored after this.
            if (!shard.Store()) return false;
            (isWalking, epoch, found, sent) = (true, now, new([], default, false), 0);
        }
        if (sent == found.Customers.Count && !found.IsEnd) (found, sent) = (shard.Customers(found.Last, PagesAtOnce * customersPerPage), 0);
        var page = found.Customers.Skip(sent).Take(customersPerPage).ToList();
        sent += page.Count;
        var isLast = sent == found.Customers.Count;
        sending.Send(EntryKind.Restate, new Restatement(epoch, page, isLast ? found.Last : page[^1], Complete: isLast && found.IsEnd).ToBytes());
        return true;
    }
}
