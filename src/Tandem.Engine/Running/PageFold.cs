using Tandem.Engine.Customers;
using Tandem.Engine.Experiments;
using Tandem.Engine.Folding;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;

namespace Tandem.Engine.Running;

/// <summary>Folds what is for many customers of the shard at once. Some may be held or have moved since it was made.</summary>
internal sealed class PageFold(FoldStep step, Routing routing)
{
    private readonly ShardState state = step.State;

    /// <summary>Decides customers anew to whom nothing happens.</summary>
    public void Restate(Restatement restatement)
    {
        foreach (var id in restatement.Customers)
        {
            if (state.Find(id) is not Customer customer) continue;
            if (customer.IsHeld)
            {
                // Decided when it is not held any more; where it is taken, its new home does.
                customer.Epoch = Customer.NeverDecided;
                state.Touch(customer);
                continue;
            }
            TimerFold.Fire(step, customer);
            SegmentFold.Restate(step, customer);
        }
        state.Head.Sweep(restatement);
    }

    /// <summary>Brings a campaign's launch to those whom it reaches.</summary>
    public void Launch(CampaignLaunch launch)
    {
        foreach (var id in launch.Customers)
            routing.Deliver(id, new(step.Position, step.Now, EntryKind.Launch, (launch with { Customers = [id] }).ToBytes()), launch);
    }

    /// <summary>Brings pieces of the past to their customers.</summary>
    public void Bring(PastPage page)
    {
        foreach (var piece in page.Pieces)
        {
            if (!state.Head.Aggregates.Awaits(page, piece.Customer)) continue;
            if (state.Find(piece.Customer) is Customer { IsHeld: false } customer)
            {
                TimerFold.Fire(step, customer);
                PastFold.Bring(step, customer, page, piece);
                continue;
            }
            var alone = page with { Pieces = [piece] };
            state.Head.OpenPieces++;
            routing.Deliver(piece.Customer, new(step.Position, step.Now, EntryKind.Past, alone.ToBytes()), alone);
        }
        state.Head.Aggregates.Bring(page);
    }

    /// <summary>Brings an account's traits to its members.</summary>
    public void Tell(ShardMessage news)
    {
        foreach (var member in AccountNews.Members(news))
        {
            if (state.Find(member) is Customer { IsHeld: false } customer)
            {
                ArrivalFold.Fold(step, customer, default, news);
                continue;
            }
            var alone = news with { Target = member, Second = default };
            routing.Deliver(member, new(step.Folding, step.Now, EntryKind.Message, alone.ToBytes()), alone);
        }
    }
}
