using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Experiments;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journeys;
using Tandem.Engine.Segments;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Identities;

/// <summary>
/// Finds out who is one person. A customer's home asks the shard of each other identity to link it; where that identity
/// is another customer's, the one with the weaker anchor moves, whole, to the home of the other.
/// </summary>
public static class IdentityFold
{
    /// <summary>Asks for the identities that an interaction shows and the customer does not have yet.</summary>
    public static void Link(FoldStep step, Customer customer, Interaction interaction)
    {
        for (var i = 0; i < interaction.Identities.Count; i++)
        {
            var identity = interaction.Identities[i];
            if (customer.Has(identity) || customer.Linking.Contains(identity) || customer.Conflicts.Exists(known => known.Identity == identity)) continue;
            if (MergeProtection.AgainstAdding(customer, identity) is { } reason)
            {
                Conflict(step, customer, identity, reason);
                continue;
            }
            customer.Linking.Add(identity);
            step.State.Send(identity.Shard(step.State.ShardCount), new() { Kind = MessageKind.Link, Subject = customer.Id, Anchor = customer.Anchor, Identity = identity });
        }
    }

    /// <summary>At the shard that keeps the identity: claims it, or passes the question on to whose it is.</summary>
    public static void OnLink(FoldStep step, ShardMessage link)
    {
        var owner = step.State.OwnerOf(link.Identity);
        if (owner.IsNobody)
        {
            step.State.SetOwner(link.Identity, link.Subject);
            owner = link.Subject;
        }
        if (owner == link.Subject) step.State.Send(owner.Home, new() { Kind = MessageKind.Linked, Target = owner, Identity = link.Identity });
        else step.State.Send(owner.Home, link with { Target = owner });
    }

    /// <summary>At the home of the customer who has the identity: decides who moves, if anyone.</summary>
    public static void OnLinkTo(FoldStep step, Customer customer, ShardMessage link)
    {
        if (customer.Id == link.Subject)
        {
            OnLinked(step, customer, link.Identity);
        }
        else if (customer.Anchor.Kind == IdentityKinds.UserId && link.Anchor.Kind == IdentityKinds.UserId)
        {
            Conflict(step, customer, link.Identity, $"{link.Anchor} showed it too, and is another customer");
            step.State.Send(link.Subject.Home, new()
            {
                Kind = MessageKind.LinkRefused, Target = link.Subject, Identity = link.Identity, Text = $"it belongs to {customer.Anchor}",
            });
        }
        else if (IdentityKinds.Compare(link.Anchor, customer.Anchor) < 0)
        {
            Offer(step, customer, link);
        }
        else
        {
            step.State.Send(link.Subject.Home, new()
            {
                Kind = MessageKind.Link, Target = link.Subject, Subject = customer.Id, Anchor = customer.Anchor, Identity = link.Identity,
            });
        }
    }

    /// <summary>The identity is the customer's.</summary>
    public static void OnLinked(FoldStep step, Customer customer, Identity identity)
    {
        customer.Linking.Remove(identity);
        if (!customer.Has(identity))
        {
            customer.Identities.Add(new(identity, step.Now));
            step.Tell(customer, TimelineKind.Identity, "linked", identity.ToString());
            var entered = new List<string>();
            SegmentFold.Decide(step, customer, step.Rules.Segments.OnIdentity, entered);
            JourneyFold.OnEntered(step, customer, entered);
        }
        step.State.Touch(customer);
    }

    /// <summary>Another customer, whole, is to become part of this one.</summary>
    public static void OnOffer(FoldStep step, Customer customer, ShardMessage offer)
    {
        var other = Customer.Read(offer.Subject, offer.First.Span, offer.Second.Span);
        if (MergeProtection.AgainstJoining(customer, other) is { } reason)
        {
            Conflict(step, customer, offer.Identity, reason);
            step.State.Send(other.Id.Home, new() { Kind = MessageKind.Refused, Target = other.Id, Identity = offer.Identity, Text = reason });
            return;
        }
        Count(step.State.Counts, customer, -1);
        Joining.Absorb(step, customer, other);
        Count(step.State.Counts, customer, 1);
        step.Tell(customer, TimelineKind.Identity, "merged", other.Id.ToString(), $"{other.Anchor} is the same person, shown by {offer.Identity}");
        var entered = new List<string>();
        SegmentFold.Forget(step, customer);
        SegmentFold.Decide(step, customer, step.Rules.Segments.All, entered);
        SegmentFold.Schedule(step, customer);
        JourneyFold.OnEntered(step, customer, entered);
        step.State.Touch(customer);
        step.State.Send(other.Id.Home, new() { Kind = MessageKind.Taken, Target = other.Id, Subject = customer.Id });
    }

    /// <summary>The other home has the customer: what is left here shows the way.</summary>
    public static void OnTaken(FoldStep step, Customer customer, EntityId to)
    {
        foreach (var parked in customer.Parked) Forward(step, parked, to);
        step.State.Timers.Set(customer.Id, null);
        step.State.Replace(new Moved(customer.Id, to));
    }

    /// <summary>They stay apart. Answers the entries that waited for the decision, to be folded now.</summary>
    public static IReadOnlyList<ParkedEntry> OnRefused(FoldStep step, Customer customer, Identity identity, string reason)
    {
        Conflict(step, customer, identity, reason);
        customer.MovingTo = default;
        Count(step.State.Counts, customer, 1);
        ParkedEntry[] parked = [.. customer.Parked];
        customer.Parked.Clear();
        step.State.Touch(customer);
        return parked;
    }

    /// <summary>Sends an entry on to the home of the customer that it belongs to now.</summary>
    public static void Forward(FoldStep step, in ParkedEntry entry, EntityId to)
    {
        if (entry.Kind == EntryKind.Message)
        {
            var message = ShardMessage.Read(entry.Payload.Span);
            step.State.Send(to.Home, message with { Target = to });
            return;
        }
        if (entry.Kind == EntryKind.Interaction) step.Note(entry.Position, DispositionKind.Forwarded, to);
        step.State.Send(to.Home, new()
        {
            Kind = MessageKind.Forward, Target = to, EntryKind = entry.Kind, EntryPosition = entry.Position, Time = entry.At, First = entry.Payload,
        });
    }

    private static void Offer(FoldStep step, Customer customer, ShardMessage link)
    {
        // From here on its new home counts it, so that a customer on the move is never counted twice.
        Count(step.State.Counts, customer, -1);
        var (profile, work) = (new ByteWriter(), new ByteWriter());
        customer.Write(profile, work);
        customer.MovingTo = link.Subject;
        step.State.Touch(customer);
        step.State.Send(link.Subject.Home, new()
        {
            Kind = MessageKind.Offer,
            Target = link.Subject,
            Subject = customer.Id,
            Anchor = customer.Anchor,
            Identity = link.Identity,
            First = profile.ToArray(),
            Second = work.ToArray(),
        });
    }

    /// <summary>Records that an identity stays with somebody else.</summary>
    public static void Conflict(FoldStep step, Customer customer, Identity identity, string reason)
    {
        if (!customer.Conflicts.Exists(known => known.Identity == identity))
        {
            customer.Conflicts.Add(new(identity, reason, step.Now));
            step.Tell(customer, TimelineKind.Identity, "conflict", identity.ToString(), reason);
        }
        customer.Linking.Remove(identity);
        step.State.Touch(customer);
    }

    /// <summary>Adds or takes away everything that a customer is counted in.</summary>
    internal static void Count(Counts counts, Customer customer, int sign)
    {
        counts.Add(CountNames.Customers, sign);
        foreach (var membership in customer.Memberships) counts.Add(CountNames.Segment(membership.Segment), sign);
        foreach (var enrolment in customer.Enrolments)
        {
            if (enrolment.State != EnrolmentState.Active) continue;
            counts.Add(CountNames.Journey(enrolment.Journey, "active"), sign);
            if (enrolment.StepId is { } step) counts.Add(CountNames.JourneyStep(enrolment.Journey, "here", step), sign);
        }
        CampaignFold.Count(counts, customer, sign);
    }
}
