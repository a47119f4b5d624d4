using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Primitives;

namespace Tandem.Engine.Backfill;

/// <summary>Walks through all customers of a shard, so that each is decided anew: a page, and the next when it is folded.</summary>
internal sealed class ShardWalk(ShardRunner runner, IInbox inbox, Action<ShardRunner> checkpoint, int customersPerPage)
{
    private readonly Sending sending = new(inbox, runner);
    private int epoch;
    private EntityId after;
    private bool isWalking;

    /// <summary>0 or 1: how many customers there are is not counted before.</summary>
    public double Progress { get; private set; } = 1;

    public bool Step()
    {
        if (sending.Retry()) return true;
        if (!sending.IsOver) return false;
        var (now, swept) = runner.Read(state => (state.Head.Epoch, state.Head.Swept));
        Progress = swept >= now ? 1 : 0;
        if (swept >= now)
        {
            isWalking = false;
            return false;
        }
        if (!isWalking || epoch != now)
        {
            // Whoever comes later is decided under the new rules at once; whoever was there before is stored after this.
            var folded = runner.Folded;
            checkpoint(runner);
            if (runner.Stored < folded) return false;
            (isWalking, epoch, after) = (true, now, default);
        }
        var page = runner.Customers(after, customersPerPage);
        after = page.Last;
        sending.Send(EntryKind.Restate, new Restatement(epoch, page.Customers, page.Last, Complete: page.IsEnd).ToBytes());
        return true;
    }
}
