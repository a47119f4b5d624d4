using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Effects;
using Tandem.Engine.Folding;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Linking;

/// <summary>
/// Erases a customer from the states: whoever it was counted in, knew its identities or has it as a member is told, and
/// what is left says only that there was one.
/// </summary>
public static class EraseFold
{
    private const string Gone = "the other one was erased";

    /// <summary>Whether a customer can be erased now: it is not about to become part of another one, nor two, and no identity is on its way to it.</summary>
    public static bool CanBegin(Customer customer) => customer is { IsHeld: false, Linking.Count: 0 };

    /// <summary>A hash of all that a customer is known by: identities, and ids that lead to it.</summary>
    public static ulong WhatIsKnown(Customer customer)
    {
        var known = new ByteWriter(256);
        foreach (var (identity, _) in customer.Identities)
        {
            known.Text(identity.Kind);
            known.Text(identity.Value);
        }
        foreach (var merged in customer.Merged) known.Fixed64((ulong)merged.Id.Value);
        return Xxh64.Hash(known.Span);
    }

    /// <summary>At the customer's home. Asked at a bad moment, nothing happens, and it is asked again.</summary>
    public static void Begin(FoldStep step, ErasureStart erasure)
    {
        var state = step.State;
        if (state.Find(erasure.Customer) is not Customer customer || !CanBegin(customer) || WhatIsKnown(customer) != erasure.Known) return;
        IdentityFold.Count(state.Counts, customer, -1);
        EntityId[] ids = [customer.Id, .. customer.Merged.Select(merged => merged.Id)];
        var bytes = Bytes(ids);
        // Nothing falls due any more, and what was decided and not performed yet leaves the outbox.
        state.Timers.Set(customer.Id, null);
        foreach (var key in customer.Awaited) state.EffectDone(key);
        foreach (var link in customer.Accounts)
            state.Send(link.Account.Home, new() { Kind = MessageKind.MemberSeparated, Target = link.Account, Time = step.Now, Second = bytes });
        foreach (var (identity, _) in customer.Identities)
        {
            if (identity.Shard(state.ShardCount) == state.Id) Forget(step, identity, ids);
            else SendForget(step, identity, customer.Id, bytes);
        }
        foreach (var id in ids.Skip(1))
        {
            if (id.Home == state.Id) EraseMerged(step, id, ids);
            else state.Send(id.Home, new() { Kind = MessageKind.Erase, Target = id, Subject = customer.Id, Second = bytes });
        }
        state.ForgetAll(customer.Id);
        state.Replace(new Erased(customer.Id, ids));
    }

    /// <summary>At the shard that keeps an identity: it is nobody's, unless it is somebody else's by now.</summary>
    public static void Forget(FoldStep step, ShardMessage message) => Forget(step, message.Identity, [.. AccountNews.Members(message)]);

    /// <summary>At the home of one who had become part of the erased one.</summary>
    /// <param name="ids">All that led to the erased one.</param>
    public static void EraseMerged(FoldStep step, EntityId id, IReadOnlyList<EntityId> ids)
    {
        if (step.State.Find(id) is not Moved) return;
        step.State.ForgetAll(id);
        step.State.Replace(new Erased(id, ids));
    }

    /// <summary>Something comes for one who was erased: whoever waits for an answer gets one, and all else is dropped.</summary>
    /// <param name="parsed">The entry's payload.</param>
    public static void Refuse(FoldStep step, Erased erased, in ParkedEntry entry, object parsed)
    {
        var state = step.State;
        switch (parsed)
        {
            case Interaction:
                step.Note(entry.Position, DispositionKind.Erased, erased.Id);
                break;
            case PastPage:
                state.Head.OpenPieces--;
                break;
            case DeliveryReport report:
                state.EffectDone(report.Key);
                break;
            case ShardMessage { Kind: MessageKind.Link, ToAsker: false } link:
                // Its shard did not know yet that the identity is free; it is asked again, and knows it then.
                SendForget(step, link.Identity, erased.Id, Bytes([.. erased.Ids, entry.For]));
                state.Send(link.Identity.Shard(state.ShardCount), link with { Target = default, For = default });
                break;
            case ShardMessage { Kind: MessageKind.Linked } linked:
                // It was claimed for one of them by a question that came late: nobody asks for it any more.
                SendForget(step, linked.Identity, erased.Id, Bytes([.. erased.Ids, entry.For]));
                break;
            case ShardMessage { Kind: MessageKind.Offer } offer:
                state.Send(offer.Subject.Home, new() { Kind = MessageKind.Refused, Target = offer.Subject, Identity = offer.Identity, Text = Gone, ToAsker = !offer.ToAsker });
                break;
        }
    }

    private static void Forget(FoldStep step, Identity identity, IReadOnlyList<EntityId> ids)
    {
        if (ids.Contains(step.State.OwnerOf(identity))) step.State.Forget(identity);
    }

    private static void SendForget(FoldStep step, Identity identity, EntityId erased, byte[] ids) => step.State.Send(
        identity.Shard(step.State.ShardCount), new() { Kind = MessageKind.Forget, Subject = erased, Identity = identity, Second = ids });

    private static byte[] Bytes(IReadOnlyList<EntityId> ids)
    {
        var bytes = new ByteWriter(8 * ids.Count);
        foreach (var id in ids) bytes.Fixed64((ulong)id.Value);
        return bytes.ToArray();
    }
}
