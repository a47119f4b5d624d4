using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Folding;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Linking;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Running;

/// <summary>Finds out whose an entry is, and brings it there: to a customer of this shard, or to another shard.</summary>
internal sealed class Routing(FoldStep step)
{
    private readonly ShardState state = step.State;

    /// <summary>Brings an interaction to whoever has its strongest identity that is not blocked, which may be kept by another shard.</summary>
    public void Route(Interaction interaction, in ParkedEntry entry)
    {
        if (step.Rules.Identities.Strongest(interaction.Identities) is not { } identity)
        {
            state.Counts.Add(CountNames.Unidentified, 1);
            step.Note(entry.Position, DispositionKind.Dropped, default);
            return;
        }
        if (identity.Shard(state.ShardCount) is var keeper && keeper != state.Id)
        {
            state.Counts.Add(CountNames.Forwarded, 1);
            IdentityFold.Forward(step, entry, keeper);
            return;
        }
        var owner = state.OwnerOf(identity);
        if (owner.IsNobody) InteractionFold.Apply(step, Create(identity, entry.Position), interaction, entry.Position);
        else Deliver(owner, entry, interaction);
    }

    /// <summary>Brings an entry to its customer: folds it here, keeps it while the customer is on the move, or sends it on.</summary>
    public void Deliver(EntityId target, in ParkedEntry arrived, object parsed)
    {
        var entry = arrived.For.IsNobody ? arrived with { For = target } : arrived;
        if (target.Home != state.Id)
        {
            state.Counts.Add(CountNames.Forwarded, 1);
            IdentityFold.Forward(step, entry, target);
            return;
        }
        switch (state.Find(target))
        {
            case Erased erased:
                EraseFold.Refuse(step, erased, entry, parsed);
                break;
            case Moved moved:
                Deliver(moved.To, entry, parsed);
                break;
            case Customer { IsHeld: true } customer:
                if (!customer.MovingTo.IsNobody && parsed is ShardMessage { Kind: MessageKind.Taken or MessageKind.Refused } answer)
                {
                    Answer(customer, answer);
                    break;
                }
                customer.Parked.Add(entry);
                state.Touch(customer);
                break;
            case Customer customer when !customer.IsKnownAs(entry.For):
                // It came by way of a merge that was undone meanwhile.
                state.Counts.Add(CountNames.Forwarded, 1);
                IdentityFold.Forward(step, entry, entry.For);
                break;
            case Customer customer:
                ArrivalFold.Fold(step, customer, entry.Position, parsed);
                break;
            case null when step.HasPassedErased:
                break;
            default:
                throw new InvalidDataException($"Entry {entry.Position} is for {target}, which shard {state.Id} does not have.");
        }
    }

    /// <summary>Brings what waited while a customer was held.</summary>
    public void DeliverWaiting(EntityId customer, IReadOnlyList<ParkedEntry> waiting)
    {
        foreach (var parked in waiting) Deliver(customer, parked, ArrivalFold.Parse(parked.Kind, parked.At, parked.Payload));
        (step.Position, step.Historical) = (step.Folding, false);
    }

    /// <summary>The customer was offered, and this is the answer.</summary>
    private void Answer(Customer customer, ShardMessage answer)
    {
        if (answer.Kind == MessageKind.Taken)
        {
            IdentityFold.OnTaken(step, customer, answer.Subject);
            return;
        }
        var waiting = IdentityFold.OnRefused(step, customer);
        // What fell due while it was under way comes first.
        TimerFold.FireAndUpgrade(step, customer);
        IdentityFold.Conflict(step, customer, answer.Identity, answer.Text, ends: answer.ToAsker);
        DeliverWaiting(customer.Id, waiting);
    }

    private Customer Create(Identity anchor, Position position)
    {
        // The position makes the id unlike that of an earlier customer with the same first identity.
        var hash = Xxh64.Hash(BitConverter.GetBytes(anchor.Hash), (ulong)position.Value);
        var id = EntityId.Make(state.Id, EntityKind.Customer, hash);
        while (state.Find(id) is not null) id = EntityId.Make(state.Id, EntityKind.Customer, ++hash);
        var customer = new Customer(id, anchor) { Epoch = state.Head.Epoch };
        customer.Identities.Add(new(anchor, step.Now));
        state.SetOwner(anchor, id);
        state.Add(customer);
        state.Counts.Add(CountNames.Customers, 1);
        return customer;
    }
}
